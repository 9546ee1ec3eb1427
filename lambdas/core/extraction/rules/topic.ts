// "The party condemned the raid", "announced a truce": a noun phrase that sums up what was said.
import { isTitle } from '../../text/quotation-title.ts';
import { beforeOccasion, OCCASIONS, reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation, type SentenceTree } from '../sentence-tree.ts';
import { isSpeakable } from './charges.ts';
import type { Found, QuotationTokens, RuleContext, VerbRule } from './rule.ts';

/** Prepositions that go on with what is said about the object. */
const ABOUT: ReadonlySet<string> = new Set(['for', 'as', 'over', 'of', 'to', 'with', 'that']);
/** Verbs that say something only of figures and of nothing: "found 47 per cent in favour", "found no sign of it". */
const MEASURING: ReadonlySet<string> = new Set(['find', 'count']);

const isFinding = (tree: SentenceTree, object: number): boolean => {
  const first = tree.left[object] ?? object;
  // "found “no measurable dislike”"
  const left = /^["“]$/.test(tree.words[first] ?? '') ? first + 1 : first;
  return (
    tree.upos[left] === 'NUM' ||
    tree.lower[left] === 'no' ||
    tree.upos[object] === 'NUM' ||
    tree.upos[object] === 'SYM'
  );
};

/** What is offered by saying so: "offered compensation", not "offered a glimpse", "offers courses". */
const OFFERED =
  /^(?:condolence|sympathy|sympathies|congratulation|apology|apologies|thank|regret|support|assistance|aid|help|mediation|talk|negotiation|dialogue|meeting|compensation|payment|money|loan|grant|reward|refund|amnesty|asylum|refuge|guarantee|assurance|compromise|concession|truce|ceasefire|cease-fire|pardon|reparation|access|passage|corridor|escort|proposal|share|deal|exchange|swap|solution|troop|inspector|observer|mediator|monitor|doctor|engineer|expert|helicopter|ship|venue|cooperation|co-operation|protection|resignation|inquiry)s?$/;

const isOffer = (tree: SentenceTree, object: number): boolean =>
  OFFERED.test(tree.lower[object] ?? '') || childrenOf(tree, object).some((c) => tree.upos[c] === 'NUM');

/** Verbs of another sense with people as their object. */
const DONE_TO_PEOPLE: ReadonlySet<string> = new Set([
  'recall',
  'question',
  'charge',
  'report',
  'order',
  'cite',
  'quote',
  'admit',
]);
/** "ordered tea": nothing is said of goods. */
const GOODS =
  /^(?:tea|coffee|beer|wine|water|soup|food|lunch|dinner|breakfast|drink|meal|dish|round|bottle|glass|taxi|cab|car|ticket|copy|anonymity)s?$/;
/** "claimed 214 lives", "claimed the title": what is taken, not said. */
const TOLL =
  /^(?:life|lives|victim|casualt(?:y|ies)|prize|title|crown|medal|seat|place|spot|point|wicket|record|scalp|benefit|pension|expense)s?$/;
const PEOPLE =
  /^(?:ambassador|envoy|diplomat|consul|delegation|mission|troop|soldier|officer|student|suspect|driver|witness|man|woman|boy|girl|people|person|critic|expert|official|staff|passenger|resident|prisoner|patient|child|children|\d+)s?$/;
/** Objects that are the saying itself, not what was said: "announced it", "made a statement". */
const isEmpty = (tree: SentenceTree, object: number): boolean =>
  tree.upos[object] === 'PRON' ||
  /^(?:statement|statements|news|result|results|winner)$/.test(tree.lower[object] ?? '');

const TERM =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|midnight|noon|end|january|february|march|april|may|june|july|august|september|october|november|december)$/;
const MEDIA =
  /^(?:television|tv|radio|twitter|facebook|telegram|instagram|x|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

/** Words from the preposition to the occasion: "in a two-sentence notice". */
const LONGEST_OCCASION = 5;

/** The preposition before the occasion on which something was said, behind the object; -1 where none stands there. */
const occasionAfter = (tree: SentenceTree, object: number, reach: number): number => {
  for (let at = object + 1; at < reach; at++) {
    if (!/^(?:in|at|during)$/.test(tree.lower[at] ?? '')) continue;
    if (!/^(?:a|an|his|her|its|their)$/.test(tree.lower[at + 1] ?? '')) continue;
    for (let noun = at + 2; noun <= Math.min(reach, at + LONGEST_OCCASION); noun++) {
      if (!/^(?:NOUN|ADJ|NUM|PUNCT|VERB)$/.test(tree.upos[noun] ?? '')) break;
      if (OCCASIONS.test(tree.lower[noun] ?? '') || tree.lower[noun] === 'notice') return at;
    }
  }
  return -1;
};

/** The object with what is said about it ("for lying", "as a threat"), without the time and place of saying it. */
const endOfTopic = (tree: SentenceTree, verb: number, object: number): number => {
  // "denied this during the trial"
  // … but "likened it to “a hotel”"
  const likened = tree.lower[object + 1] === 'to' && /^["“]$/.test(tree.words[object + 2] ?? '');
  if (tree.upos[object] === 'PRON' && /^(?:it|this|that)$/.test(tree.lower[object] ?? '') && !likened)
    return object;
  const reach = reachOf(tree, verb, object);
  let end = Math.min(reach, tree.right[object] ?? object);
  // "confirmed the exchange on state television": where it was said
  const medium = childrenOf(tree, object).find((c) => c > object && MEDIA.test(tree.lower[c] ?? ''));
  const on = medium === undefined ? undefined : findChild(tree, medium, 'case');
  if (on !== undefined && medium !== undefined && tree.lower[on] === 'on')
    return (tree.left[medium] ?? medium) - 1;
  // "rejected the charge in a speech": the occasion, wherever the parser hung it
  const occasion = occasionAfter(tree, object, reach);
  if (occasion > 0) return occasion - 1;
  // "expressed doubt that it could be found": the clause belongs to the noun, wherever the parser hung it
  const that = end + 1;
  if (tree.lower[that] === 'that' && relation(tree, that) === 'mark') {
    const semicolon = tree.words.indexOf(';', that);
    const clause = tree.right[tree.head[that] ?? that] ?? end;
    return semicolon > that ? Math.min(semicolon - 1, clause) : clause;
  }
  for (const child of childrenOf(tree, verb)) {
    if (child <= end || (tree.left[child] ?? child) > end + 1 || (tree.right[child] ?? child) > reach)
      continue;
    const rel = relation(tree, child);
    // "a corridor free of duties"
    if (rel === 'obj' && tree.upos[child] === 'ADJ') {
      end = tree.right[child] ?? child;
      continue;
    }
    if (!/^(?:obl|advcl|nmod|xcomp|acl|ccomp)$/.test(rel)) continue;
    const marker = childrenOf(tree, child).find(
      (c) => /^(?:case|mark)$/.test(relation(tree, c)) && c < child,
    );
    const word = marker === undefined ? '' : (tree.lower[marker] ?? '');
    const occasion =
      tree.words[(tree.left[child] ?? child) - 1] === ',' ||
      OCCASIONS.test(tree.lower[child] ?? '') ||
      (rel === 'obl' && (marker === undefined || tree.upos[child] === 'NUM')) ||
      /^(?:while|when|as|since|by)$/.test(word);
    // "announced other efforts, including waiving the tax"
    if (word === 'including') {
      end = tree.right[child] ?? child;
      continue;
    }
    // "demanded entry by Sunday": a deadline
    const deadline = word === 'by' && TERM.test(tree.lower[child] ?? '');
    if (ABOUT.has(word) || deadline || !occasion) end = tree.right[child] ?? child;
    else {
      // "defended the closure before the Council on Wednesday as “lawful”"
      const as = childrenOf(tree, verb).find((c) => c > child && tree.lower[tree.left[c] ?? c] === 'as');
      const quoted = as !== undefined && /^["“]$/.test(tree.words[(tree.left[as] ?? as) + 1] ?? '');
      if (quoted && as !== undefined && (tree.right[as] ?? as) <= reach) end = tree.right[as] ?? as;
      break;
    }
  }
  return end;
};

/** "blamed the deaths on a gang called the Brothers": no clause, so what looks like its subject is the object. */
const findLostObject = (tree: SentenceTree, verb: number): number | undefined => {
  const clause = childrenOf(tree, verb).find((c) => c > verb && relation(tree, c) === 'ccomp');
  const subject = clause === undefined ? undefined : findChild(tree, clause, 'nsubj');
  return subject !== undefined && tree.left[subject] === verb + 1 && tree.upos[subject] === 'NOUN'
    ? subject
    : undefined;
};

/** The object, or the bare noun phrase that the parser took for something else. */
const findObject = (
  tree: SentenceTree,
  { token: verb, cueTo, subject }: Predicate,
  clausal: boolean,
): number | undefined =>
  findChild(tree, verb, 'obj') ??
  // "thanked the neighbour who found him"
  (clausal ? undefined : findChild(tree, verb, 'iobj')) ??
  // "A review, “Lessons”, found no evidence": the parser took it for the subject
  childrenOf(tree, verb).find((c) => c > verb && relation(tree, c) === 'nsubj' && subject?.token !== c) ??
  (clausal ? undefined : findLostObject(tree, verb)) ??
  // "condemned in the strongest possible terms the raid"
  childrenOf(tree, childrenOf(tree, verb).find((c) => tree.lower[c] === 'terms') ?? -1).find(
    (c) => /^(?:appos|nmod)$/.test(relation(tree, c)) && tree.upos[c] === 'NOUN',
  ) ??
  childrenOf(tree, verb).find(
    (c) =>
      c > verb &&
      /^(?:obl|ccomp)$/.test(tree.deprel[c] ?? '') &&
      tree.upos[c] === 'NOUN' &&
      // "laughed off the rumours": the particle is no preposition
      (findChild(tree, c, 'case', 'mark', 'nsubj', 'cop') ?? cueTo) === cueTo,
  );

const isSecondPhrase = (tree: SentenceTree, at: number): boolean =>
  /^(?:a|an|the|its|his|her|their|another)$/.test(tree.lower[at] ?? '') || tree.upos[at] === 'NUM';

/** "promised the gulls another week": to whom, with what was promised behind. */
const findPromisee = (tree: SentenceTree, verb: number): number | undefined => {
  const promisee = findChild(tree, verb, 'iobj');
  return promisee !== undefined && isSecondPhrase(tree, (tree.right[promisee] ?? promisee) + 1)
    ? promisee
    : undefined;
};

/** What these verbs have no object of was not said: "gave no reason". */
const NAMING_NOTHING: ReadonlySet<string> = new Set(
  'specify mention disclose name offer give provide detail state'.split(' '),
);

/** What is done by such verbs, not said: "declared a state of emergency", "dismissed the lawsuit", "denied it funding". */
const DONE: ReadonlyMap<string, RegExp> = new Map([
  ['declare', /^(?:state|emergency|war|bankruptcy|holiday|independence|law|mourning|insolvency)$/],
  [
    'dismiss',
    /^(?:lawsuits?|suits?|appeals?|cases?|motions?|petitions?|complaints?|jury|minister|cabinet|officials?)$/,
  ],
  [
    'deny',
    /^(?:funding|access|entry|visas?|permission|bail|asylum|permits?|passage|aid|treatment|leave|parole|credit)$/,
  ],
  [
    'cite',
    /^(?:considerations?|concerns?|reasons?|grounds|sensitivit(?:y|ies)|privacy|security|confidentiality|polic(?:y|ies)|fears?|safety)$/,
  ],
  ['confirm', /^(?:nominations?|nominees?|appointments?|candidates?|judges?|justices?)$/],
  ['call', /^(?:race|election|vote|meeting|session|summit|referendum)$/],
]);
const isDone = (tree: SentenceTree, lemma: string, object: number): boolean =>
  DONE.get(lemma)?.test(tree.lower[object] ?? '') === true;

const REMARKS = /^(?:remarks?|comments?|statements?|words?|speech|performance|mistakes?|success|process)$/;

const ORIGINS =
  /^(?:sources?|officials?|diplomats?|people|persons?|witnesses|documents?|reports?|media|statements?|agenc(?:y|ies)|ministry)$/;

/** "expressed “dismay” over the length of the talks": the last token of what goes on with a word in quotation marks. */
export const behindTerm = (tree: SentenceTree, verb: number, { to }: QuotationTokens): number => {
  if (/^[.,!?]$/.test(tree.words[to - 1] ?? '')) return to;
  if (!/^(?:for|over|at|about|of|with|against|towards?|that)$/.test(tree.lower[to + 1] ?? '')) return to;
  let end = to + 1;
  while (end < tree.size - 1 && !/^[,.;:“”"]$/.test(tree.words[end + 1] ?? '')) end++;
  return Math.max(to, Math.min(end, reachOf(tree, verb, to + 1)));
};

/** Words of "through its media office" between a verb and its object. */
const LONGEST_ASIDE = 8;

/**
 * "denounced in the strongest terms this act", "denied, through its office, any link": what stands behind the phrase, where
 * the parser lost the object; up to a comma or the next verb of saying.
 */
const partedObject = ({ tree }: RuleContext, { cueTo }: Predicate): { from: number; to: number } | null => {
  const terms = tree.lower[cueTo + 1] === 'in' ? tree.lower.indexOf('terms', cueTo) : -1;
  const aside = tree.words[cueTo + 1] === ',' && tree.upos[cueTo + 2] === 'ADP';
  const close = aside ? tree.words.indexOf(',', cueTo + 2) : terms;
  if (close < 0 || close > cueTo + LONGEST_ASIDE || !/^(?:DT|PRP[$])$/.test(tree.xpos[close + 1] ?? ''))
    return null;
  let to = close + 1;
  while (to < tree.size - 1 && !/^[,.;:]$/.test(tree.words[to] ?? '')) {
    if (tree.upos[to] === 'CCONJ' && tree.isCue[to + 1]) break;
    to++;
  }
  return trimTokens(tree, close + 1, to - 1);
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, cueTo } = predicate;
  if (!entry?.frames.has('topic') || predicate.passive) return null;
  const quotation = context.quotations.find((q) => q.from === cueTo + 1);
  const object =
    findObject(tree, predicate, entry.frames.has('clause')) ??
    (entry.frames.has('dative') ? findPromisee(tree, token) : undefined);
  const parted = object === undefined ? partedObject(context, predicate) : null;
  if (parted) return { content: [parted] };
  // "They are showing “The Long Way Home”"
  if (quotation && isTitle(tree.words.slice(quotation.from, quotation.to + 1))) return null;
  if (quotation && (object === undefined || (tree.left[object] ?? object) > quotation.to)) {
    // "condemned “in the strongest terms” the raid"
    const manner = /^(?:in|with)$/.test(tree.lower[quotation.from + 1] ?? '');
    const to =
      manner && object !== undefined && tree.left[object] === quotation.to + 1
        ? endOfTopic(tree, token, object)
        : behindTerm(tree, token, quotation);
    return { content: [{ from: quotation.from, to }] };
  }
  if (object === undefined || object < token) return null;
  if (MEASURING.has(entry.lemma) && !isFinding(tree, object)) return null;
  if (!isSpeakable(tree, entry, object)) return null;
  // "wrote, citing an anonymous source": whom the reporter has it from
  if (entry.lemma === 'cite' && tree.xpos[token] === 'VBG' && ORIGINS.test(tree.lower[object] ?? ''))
    return null;
  if (entry.lemma === 'offer' && !(isOffer(tree, object) && tree.xpos[token] !== 'VBG')) return null;
  // "recalled its envoy", "questioned the driver": what is done to people is no saying.
  if (DONE_TO_PEOPLE.has(entry.lemma) && PEOPLE.test(tree.lower[object] ?? '')) return null;
  if (isDone(tree, entry.lemma, object)) return null;
  // "marched, protesting the bill": on the street
  if (entry.lemma === 'protest' && tree.xpos[token] === 'VBG') return null;
  // "repeating her remarks of Monday": no word of them
  if (entry.lemma === 'repeat' && REMARKS.test(tree.lower[object] ?? '')) return null;
  // "specified no date": nothing was said
  if (NAMING_NOTHING.has(entry.lemma) && tree.lower[tree.left[object] ?? object] === 'no') return null;
  if (entry.lemma === 'claim' && TOLL.test(tree.lower[object] ?? '')) return null;
  if (/^(?:order|request)$/.test(entry.lemma) && GOODS.test(tree.lower[object] ?? '')) return null;
  // "reported, citing radar data": whom the reporter cites, not what was reported.
  if (tree.lower[cueTo + 1] === 'citing') return null;
  // "promised the town four million a year": what was promised stands after whom it was promised
  const told =
    entry.frames.has('dative') && isSecondPhrase(tree, (tree.right[object] ?? object) + 1)
      ? reachOf(tree, token, object)
      : beforeOccasion(tree, object, endOfTopic(tree, token, object));
  // "welcomed it “with both hands”"
  const end =
    told === object && tree.upos[object] === 'PRON'
      ? (context.quotations.find(({ from }) => from === object + 1)?.to ?? told)
      : told;
  const quoted = context.quotations.some((q) => q.from > cueTo && q.from <= end);
  // "Quoting an engineer of the firm, it said": whose words they are
  if (entry.lemma === 'quote' && tree.xpos[token] === 'VBG' && !quoted) return null;
  if (
    isEmpty(tree, object) &&
    !quoted &&
    entry.stance !== 'denied' &&
    (tree.right[object] ?? object) === object
  )
    return null;
  const content = trimTokens(tree, Math.min(object, afterManner(tree, token, cueTo + 1, object)), end);
  const as = content && entry.frames.has('as') ? quotedAs(context, content.to) : null;
  return content ? { content: as ? [content, as] : [content] } : null;
};

/** Words of an aside between what is described and how. */
const LONGEST_BETWEEN = 14;

/** "described the guests, in an address that ran for hours, as “bullets”": how, behind an aside between commas. */
const quotedAs = ({ tree, quotations }: RuleContext, last: number): { from: number; to: number } | null => {
  if (tree.words[last + 1] !== ',') return null;
  const close = tree.words.indexOf(',', last + 2);
  if (close < 0 || close > last + LONGEST_BETWEEN || tree.lower[close + 1] !== 'as') return null;
  const quoted = quotations.find((q) => q.from === close + 2);
  return quoted ? { from: close + 1, to: quoted.to } : null;
};

/** "condemned in the strongest terms the raid", "welcomed on Monday the release": past how and when it was said. */
const afterManner = (tree: SentenceTree, verb: number, from: number, object: number): number => {
  const phrase = childrenOf(tree, verb).find(
    (c) =>
      c !== object && c >= from && /^(?:obl|advmod)$/.test(relation(tree, c)) && (tree.left[c] ?? c) === from,
  );
  if (phrase === undefined) return from;
  // the parser may have hung the object on the phrase
  const next = Math.min((tree.right[phrase] ?? phrase) + 1, tree.left[object] ?? object);
  return next > object ? from : afterManner(tree, verb, next, object);
};

export const topic: VerbRule = { name: 'topic', find };
