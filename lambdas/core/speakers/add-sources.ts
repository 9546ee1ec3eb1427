// "A stonemason by the gate complains …": who is known to say something is mentioned, though no list knows the noun.
import { firstFrom } from '../first-from.ts';
import type { Span } from '../text/span.ts';
import type { Mention } from './mention.ts';
import type { Gender, Lexicon } from './name-lists.ts';
import { isTrade } from './trades.ts';
import { type Word, wordAt } from './words.ts';

/** Words between the determiner and the end of the noun, at most. */
const LONGEST_NOUN = 4;

/** Somebody new is brought in by these; "the watchman" is whoever was brought in as one. */
const INDEFINITE: ReadonlySet<string> = new Set(['a', 'an', 'another']);
/** What parts a source from what is told of it. */
const PARTS: ReadonlySet<string> = new Set([',', '(', '–', '—', 'who', 'which', 'that', 'whose']);
const LONGEST_SOURCE = 8;

function genderOf(noun: string): Gender | null {
  if (/(?:woman|girl|ess)$/.test(noun)) return 'female';
  return /(?:man|boy)$/.test(noun) ? 'male' : null;
}

/** The mention with which a source span begins, if it is of somebody by his trade; undefined else. */
function mentionAt(
  from: number,
  end: number,
  known: ReadonlySet<string>,
  words: readonly Word[],
  lexicon: Lexicon,
): Mention | undefined {
  const first = words[from];
  if (!first || first.quoted) return undefined;
  const indefinite = INDEFINITE.has(first.folded);
  if (!indefinite && first.folded !== 'the') return undefined;
  let to = from + 1;
  while (to <= from + LONGEST_NOUN) {
    const word = words[to];
    if (!word || word.sentence !== first.sentence || word.capital || !/^\p{Ll}/u.test(word.text)) break;
    if (lexicon.functionWords.has(word.folded) || lexicon.speechVerbs.has(word.folded)) break;
    to += 1;
  }
  const noun = words[to - 1]?.folded ?? '';
  if (to === from + 1 || !isTrade(noun) || !(indefinite || known.has(noun))) return undefined;
  let last = to;
  while (last < end && last < from + LONGEST_SOURCE && !PARTS.has(words[last]?.text.toLowerCase() ?? ','))
    last += 1;
  return {
    form: 'description',
    kind: 'person',
    determiner: indefinite ? 'indefinite' : 'definite',
    plural: false,
    distributive: false,
    title: null,
    noun,
    qualifiers: words.slice(from + 1, to - 1).map(({ folded }) => folded),
    possessor: -1,
    complementFrom: to,
    complementTo: last,
    country: null,
    gender: genderOf(noun),
    index: 0,
    from,
    to: last,
    headFrom: to - 1,
    headTo: to,
    sentence: first.sentence,
    modifier: false,
    possessive: false,
  };
}

/** The mentions, and those with which `sources` begin where none of them stands; in text order. Linear but for look-ups. */
export function addSources(
  mentions: readonly Mention[],
  sources: readonly Span[],
  words: readonly Word[],
  lexicon: Lexicon,
): readonly Mention[] {
  const added: Mention[] = [];
  const known = new Set<string>();
  for (const { start, end } of [...sources].sort((a, b) => a.start - b.start)) {
    const from = wordAt(start, words);
    const mention = mentionAt(from, wordAt(end - 1, words) + 1, known, words, lexicon);
    if (mention?.form !== 'description' || added.at(-1)?.from === from) continue;
    const next = mentions[firstFrom(from, mentions.length, (index) => mentions[index]?.headFrom ?? 0)];
    if (next && next.headFrom < mention.headTo) continue;
    known.add(mention.noun);
    added.push(mention);
  }
  if (added.length === 0) return mentions;
  return [...mentions, ...added]
    .sort((a, b) => a.headFrom - b.headFrom)
    .map((mention, index) => ({ ...mention, index }));
}
