// Pairs mentions that stand side by side as apposition: "Yara Min, the interior minister," and the other way round.
import type { DescriptionMention, Mention, NameMention } from './mention.ts';
import type { Word } from './words.ts';

/** Marks that may close an apposition. */
const CLOSES = /^[,.;:)–—!?"”]$/;

function agreesInKind(description: DescriptionMention, name: NameMention): boolean {
  if (description.plural) return false;
  if (description.kind === 'person') return name.kind === 'person' || name.kind === 'unknown';
  if (description.kind === 'body') return name.kind === 'body' || name.kind === 'unknown';
  if (description.kind === 'country') return name.kind === 'country' || name.kind === 'unknown';
  return false;
}

/** Each description that stands in apposition to a name, by mention index, to the name's. Linear. */
export function findAppositions(mentions: readonly Mention[], words: readonly Word[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (let i = 0; i < mentions.length; i += 1) {
    const mention = mentions[i];
    if (mention?.form !== 'description' || taken.has(i)) continue;
    // "Maria Ivanova, a spokeswoman for the ministry"
    const comma = words[mention.from - 1];
    if (comma?.text === ',' && comma.sentence === mention.sentence && mention.determiner !== 'number') {
      const name = nameEndingAt(mentions, i, mention.from - 1);
      const after = words[mention.to];
      const closed =
        !after ||
        after.sentence !== mention.sentence ||
        CLOSES.test(after.text) ||
        after.folded === 'who' ||
        !after.capital;
      if (name && agreesInKind(mention, name) && closed && !taken.has(name.index)) {
        pairs.set(i, name.index);
        continue;
      }
    }
    // "the president's foreign policy aide, Yuri Ushakov,"
    const next = words[mention.to];
    if (next?.text === ',' && next.sentence === mention.sentence) {
      const name = nameStartingAt(mentions, i, mention.to + 1);
      const after = name ? words[name.to] : undefined;
      const closed =
        !after ||
        after.sentence !== mention.sentence ||
        CLOSES.test(after.text) ||
        !/^(?:and|or|&)$/.test(after.folded);
      if (name && !name.title && agreesInKind(mention, name) && closed) {
        pairs.set(i, name.index);
        taken.add(name.index);
      }
    }
  }
  return pairs;
}

function nameEndingAt(mentions: readonly Mention[], index: number, at: number): NameMention | undefined {
  for (let i = index - 1; i >= 0 && i >= index - 6; i -= 1) {
    const mention = mentions[i];
    if (mention?.form === 'name' && mention.to === at) return mention;
  }
  return undefined;
}

function nameStartingAt(mentions: readonly Mention[], index: number, at: number): NameMention | undefined {
  for (let i = index + 1; i < mentions.length && i <= index + 6; i += 1) {
    const mention = mentions[i];
    if (mention?.form === 'name' && mention.from === at) return mention;
  }
  return undefined;
}
