// "a senior Talvian official", "two people familiar with the matter", "analysts": nameless, filed by the description.
import type { Entity } from '../entity.ts';
import type { DescriptionMention } from '../mention.ts';
import type { Reading, Rule } from '../reading.ts';

/** Words that open an addition which tells sources apart. */
const ADDITIONS: ReadonlySet<string> = new Set([
  'familiar', 'close', 'seen', 'briefed', 'involved', 'based', 'near', 'inside', 'obtained', 'with', 'on', 'by', 'from',
]); // biome-ignore format: one list
const LONGEST_DESCRIPTION = 12;
const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an', 'this', 'that', 'these', 'those']);
const CUTS: ReadonlySet<string> = new Set([
  'who',
  'which',
  'that',
  'whom',
  'whose',
  'when',
  'where',
  'after',
  'as',
  'while',
  'and',
]);

/** The description as it is filed: without article and relative clause, small initial unless it is a name's. */
export function describe(mention: DescriptionMention, reading: Reading): string {
  const { words } = reading.article;
  const { speechVerbs } = reading.directory.lexicon;
  let { from, to } = mention;
  while (from < mention.headFrom && ARTICLES.has(words[from]?.folded ?? '')) from += 1;
  const next = words[to];
  if (next && next.sentence === mention.sentence && ADDITIONS.has(next.folded)) {
    for (let i = to; i < to + 8; i += 1) {
      const word = words[i];
      if (!word || word.sentence !== mention.sentence || word.folded === '') break;
      if (
        CUTS.has(word.folded) ||
        (speechVerbs.has(word.folded) && i > to) ||
        reading.directory.lexicon.notNames.has(word.folded)
      )
        break;
      to = i + 1;
    }
    // no addition that ends in a function word
    while (to > mention.to && SMALL.has(words[to - 1]?.folded ?? '')) to -= 1;
  }
  to = Math.min(to, from + LONGEST_DESCRIPTION);
  let out = '';
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (!word) continue;
    const text =
      word.first && i === from && !isProper(i, reading)
        ? word.text.charAt(0).toLowerCase() + word.text.slice(1)
        : word.text;
    out += i > from && !word.glued ? ` ${text}` : text;
  }
  return out;
}

const SMALL: ReadonlySet<string> = new Set('with on by from to of the a an in at for'.split(' '));

function isProper(at: number, reading: Reading): boolean {
  const word = reading.article.words[at];
  if (!word) return false;
  if (word.allCaps && word.text.length > 1) return true;
  const { lexicon } = reading.directory;
  if (lexicon.countries.has(word.folded)) return true;
  return reading.mentions.some((m) => m.form === 'name' && m.from <= at && at < m.to);
}

/** A new entity for a source without name. */
export function describeSource(mention: DescriptionMention, reading: Reading): Entity {
  const entity = reading.entities.create({
    kind: mention.kind,
    name: describe(mention, reading),
    described: true,
    plural: mention.plural,
    gender: mention.gender,
    speaker: null,
    country: mention.title?.country ?? null,
  });
  if (mention.title) entity.titles.push(mention.title);
  entity.nouns.add(mention.noun);
  return entity;
}

export const describeSourceRule: Rule = {
  name: 'description',
  apply(mention, reading) {
    if (mention.form !== 'description') return undefined;
    return describeSource(mention, reading);
  },
};
