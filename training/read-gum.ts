/**
 * Reads the coreference of UD English GUM (`Entity=` of its CoNLL-U files) as articles whose mentions are known: for
 * bench/speakers.ts and training/fit-antecedents.ts. The test part is never read.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mention of the gold annotation; offsets are UTF-16 units of the article's text, half-open. */
export interface GumSpan {
  readonly cluster: string;
  /** GUM's entity type of the cluster: "person", "organization" … */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly headStart: number;
  readonly headEnd: number;
  readonly upos: string;
  readonly deprel: string;
  /** The lemma of the word on which the head depends; "" for a root. */
  readonly governor: string;
  readonly text: string;
}

export interface GumArticle {
  readonly id: string;
  readonly genre: string;
  readonly text: string;
  readonly publishedAt: string | null;
  readonly spans: readonly GumSpan[];
  /** The proper names of each cluster, titles left out; the long ones alone where there are such. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>;
}

interface Token {
  readonly form: string;
  readonly start: number;
  readonly end: number;
  readonly upos: string;
  readonly deprel: string;
  readonly lemma: string;
  readonly head: number;
}

interface OpenSpan {
  readonly cluster: string;
  readonly start: number;
  readonly from: number;
}

interface RawSpan extends OpenSpan {
  readonly end: number;
  readonly to: number;
  readonly sentence: number;
}

/** All articles of the training and development parts below `shared`; empty where the corpus is absent. */
export function readGum(shared: string): GumArticle[] {
  const articles: GumArticle[] = [];
  for (const part of ['dev', 'train']) {
    const path = join(shared, 'ud-gum', `${part}.conllu`);
    if (!existsSync(path)) continue;
    for (const chunk of readFileSync(path, 'utf8')
      .split(/^# newdoc id = /m)
      .slice(1)) {
      articles.push(readArticle(chunk.slice(0, chunk.indexOf('\n')), chunk));
    }
  }
  return articles;
}

function readArticle(id: string, chunk: string): GumArticle {
  let text = '';
  let date: string | null = null;
  const kinds = new Map<string, string>();
  const open: OpenSpan[] = [];
  const raw: RawSpan[] = [];
  const sentences: Token[][] = [];
  let tokens: Token[] = [];
  let fresh = true;
  for (const line of chunk.split('\n')) {
    if (line.startsWith('# newpar')) fresh = true;
    const created = /^# meta::dateCreated = (\d{4}-\d\d-\d\d)/.exec(line);
    if (created?.[1]) date = created[1];
    if (line === '') {
      if (tokens.length > 0) sentences.push(tokens);
      tokens = [];
      continue;
    }
    const cols = line.split('\t');
    if (cols.length < 10 || !/^\d+$/.test(cols[0] ?? '')) continue;
    const [, form = '', lemma = '', upos = '', , , head = '0', deprel = '', , misc = '_'] = cols;
    if (fresh && text !== '') text = `${text.trimEnd()}\n\n`;
    fresh = false;
    const start = text.length;
    text += form;
    const end = text.length;
    tokens.push({ form, start, end, upos, deprel, lemma, head: Number(head) });
    const close = (item: OpenSpan): void => {
      raw.push({ ...item, end, to: tokens.length, sentence: sentences.length });
    };
    const entity = /(?:^|\|)Entity=([^|]+)/.exec(misc)?.[1] ?? '';
    for (const mark of entity.matchAll(/\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)/g)) {
      const [, openId, kind, closes, closeId] = mark;
      if (openId) {
        kinds.set(openId, kind ?? '');
        const item = { cluster: openId, start, from: tokens.length - 1 };
        if (closes) close(item);
        else open.push(item);
      } else if (closeId) {
        const i = open.findLastIndex((item) => item.cluster === closeId);
        const item = open[i];
        if (!item) continue;
        open.splice(i, 1);
        close(item);
      }
    }
    if (!/SpaceAfter=No/.test(misc)) text += ' ';
  }
  if (tokens.length > 0) sentences.push(tokens);

  const names = new Map<string, Set<string>>();
  const spans: GumSpan[] = [];
  for (const span of raw) {
    const sentence = sentences[span.sentence] ?? [];
    const inside = sentence.slice(span.from, span.to);
    const headIndex = inside.findIndex((t) => t.head - 1 < span.from || t.head - 1 >= span.to);
    const head = inside[headIndex];
    if (!head) continue;
    spans.push({
      cluster: span.cluster,
      kind: kinds.get(span.cluster) ?? '',
      start: span.start,
      end: span.end,
      headStart: head.start,
      headEnd: head.end,
      upos: head.upos,
      deprel: head.deprel,
      governor: sentence[head.head - 1]?.lemma ?? '',
      text: text.slice(span.start, span.end),
    });
    if (head.upos !== 'PROPN') continue;
    const list = names.get(span.cluster) ?? new Set<string>();
    list.add(withoutTitle(nameAround(inside, headIndex)));
    names.set(span.cluster, list);
  }
  const namesOf = new Map<string, readonly string[]>();
  for (const [cluster, found] of names) {
    // a short one alone would accept a namesake, so one-word names count only without longer ones
    const long = [...found].filter((name) => name.includes(' '));
    namesOf.set(cluster, long.length > 0 ? long : [...found]);
  }
  return { id, genre: id.split('_')[1] ?? '', text: text.trimEnd(), publishedAt: date, spans, namesOf };
}

/** The name alone: the head, what is flat or compound with it, all proper. */
function nameAround(inside: readonly Token[], head: number): string {
  const words: string[] = [];
  for (let i = head; i >= 0 && inside[i]?.upos === 'PROPN'; i -= 1) words.unshift(inside[i]?.form ?? '');
  for (
    let i = head + 1;
    i < inside.length && (inside[i]?.deprel === 'flat' || inside[i]?.form === '-');
    i += 1
  ) {
    words.push(inside[i]?.form ?? '');
  }
  return words.join(' ');
}

/** "Professor Cres Eastman" is filed as "Cres Eastman". */
function withoutTitle(name: string): string {
  return name.replace(
    /^(?:(?:Professor|President|Home|Foreign|Secretary|Governor|Senator|Mr\.?|Ms\.?|Dr\.?|Sir|St\.?) )+(?=\p{Lu})/u,
    '',
  );
}

const SPEECH_LEMMAS: ReadonlySet<string> = new Set(
  'say tell add write state announce declare warn insist stress note explain argue claim accuse deny confirm report reply respond ask urge demand suggest'.split(
    ' ',
  ),
);

/** Whether the mention is the subject of a verb of saying. */
export function isSpeakerOf(span: GumSpan): boolean {
  return span.deprel === 'nsubj' && SPEECH_LEMMAS.has(span.governor);
}

/** "he", "her", "himself" of one person, as subject or possessor. */
export function isPersonalPronoun(span: GumSpan): boolean {
  return (
    span.kind === 'person' &&
    /^(?:he|she|him|his|her|himself|herself)$/i.test(span.text) &&
    /^(?:nsubj|nmod:poss)/.test(span.deprel)
  );
}

/** "the officer": a person described by a definite noun phrase that stands as a subject. */
export function isDefinitePerson(span: GumSpan): boolean {
  return (
    span.kind === 'person' &&
    span.upos === 'NOUN' &&
    span.deprel.startsWith('nsubj') &&
    /^the /i.test(span.text) &&
    !/s$/.test(span.text.split(' ').at(-1) ?? '')
  );
}
