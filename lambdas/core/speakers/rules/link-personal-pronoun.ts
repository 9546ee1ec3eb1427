// "he", "she", "it", "they": whoever of fitting gender and number is likeliest to be meant.
import { COORDINATED, gatherCandidates, isGendered, isHe, rankCandidates } from '../antecedents.ts';
import { type Entity, tellGender } from '../entity.ts';
import { findPair } from '../find-pair.ts';
import type { DescriptionMention, PronounMention } from '../mention.ts';
import type { Reading, Rule } from '../reading.ts';

/** A pronoun tells the gender of whomever it means by this share. */
const SURE = 0.85;

const SUBORDINATING: ReadonlySet<string> = new Set(
  'although though while whereas when after before since because if as once until unless'.split(' '),
);

/** "Although the ministry gave no figures, it said": the main clause goes on with the subject of the clause before it. */
function opensClause(entity: Entity, { index, from, sentence }: PronounMention, reading: Reading): boolean {
  const { words, sentenceStarts } = reading.article;
  const start = sentenceStarts[sentence] ?? from;
  if (words[from - 1]?.text !== ',' || !SUBORDINATING.has(words[start]?.folded ?? '')) return false;
  for (let i = index - 1; i >= 0 && reading.mentions[i]?.sentence === sentence; i -= 1) {
    const other = reading.mentions[i];
    if (reading.entityOf[i] === entity && other && other.from <= start + 2) return true;
  }
  return false;
}

/** The entity that the pronoun most likely means; null where two are about as likely. */
function chooseAntecedent(mention: PronounMention, reading: Reading): Entity | null {
  const model = reading.directory.lexicon.antecedents;
  const candidates = gatherCandidates(mention, reading);
  reading.observe?.(reading.article.words[mention.from]?.start ?? 0, candidates);
  const best = rankCandidates(candidates, model);
  if (!best || best.features.names.includes(COORDINATED)) return null;
  if (best.share < model.leastShare) return opensClause(best.entity, mention, reading) ? best.entity : null;
  const { entity, share } = best;
  // … unless the words are his own
  const quoted = reading.article.words[mention.from]?.quoted === true;
  if (entity.kind === 'person' && share >= SURE && !quoted && isGendered(mention.pronoun))
    tellGender(entity, isHe(mention.pronoun) ? 'male' : 'female');
  return entity;
}

/** The entity whose the described one is: "his spokesman", "Vlasenic's spokesman"; null where there is none. */
export function choosePossessor(mention: DescriptionMention, reading: Reading): Entity | null {
  if (mention.possessor < 0) return null;
  for (let i = mention.index - 1; i >= 0; i -= 1) {
    const other = reading.mentions[i];
    if (!other || other.headTo <= mention.from) break;
    if (other.headTo === mention.possessor + 1) return reading.entityOf[i] ?? null;
  }
  return null;
}

/** Mentions that are looked back over. */
const FAR_DOCUMENT = 12;

/** "He says in a letter that he is well. It asks his sons …": whoever the document of the sentence before is of. */
function documentBefore(
  mention: PronounMention,
  { mentions, entityOf, article, directory }: Reading,
): Entity | null {
  const { words } = article;
  const says = directory.lexicon.speechVerbs.has(words[mention.to]?.folded ?? '');
  if (!says || words[mention.from]?.first !== true) return null;
  for (let i = mention.index - 1; i >= 0 && i >= mention.index - FAR_DOCUMENT; i -= 1) {
    const other = mentions[i];
    const word = words[other?.headFrom ?? 0];
    if (!other || !word || mention.sentence - other.sentence > 1) return null;
    if (word.paragraph !== words[mention.from]?.paragraph) return null;
    if (other.form === 'description' && other.kind === 'document' && !other.plural && !word.quoted)
      return entityOf[i] ?? null;
  }
  return null;
}

/** "Ada Lind met Bo Tarn. They said": the two of the sentence before, where it brings in nobody else. */
function bothBefore(mention: PronounMention, reading: Reading): Entity | null {
  const { focus, article } = reading;
  const word = article.words[mention.from];
  if (!/^they$/.test(mention.pronoun) || !word || word.quoted || !word.first) return null;
  for (let i = focus.length - 1; i >= 0; i -= 1) {
    const item = focus[i];
    if (!item || mention.sentence - item.mention.sentence > 1) break;
    const { entity } = item;
    if (entity.plural || entity.described || entity.kind === 'body' || entity.kind === 'group') return null;
    if (article.words[item.mention.headFrom]?.paragraph !== word.paragraph) return null;
  }
  return findPair(focus.length - 1, mention.sentence, null, reading, 1);
}

/** Verbs by which a statement does what it says. */
const PERFORMS =
  /^(?:condemn|call|express|urge|reiterate|welcome|reaffirm|demand|regret|deplore|stress|underline|underscore|note|reject|commend|thank|appeal|recall|emphasi[sz]e|denounce|offer|extend|affirm)$/;
const NEAR_ISSUER = 3;

/** "Velmark condemns the raid. We express our condolences": whose statement it is, not that of whoever reports it. */
function issuerBefore(mention: PronounMention, reading: Reading): Entity | null {
  const { focus, article } = reading;
  const [word, next, after] = article.words.slice(mention.from, mention.from + 3);
  const performs = PERFORMS.test(
    (/ly$|^(?:also|further|again)$/.test(next?.folded ?? '') ? after : next)?.folded ?? '',
  );
  if (!word || word.quoted || !word.first || !performs) return null;
  const issuer = focus.findLast(
    ({ speaks, mention: other }) => speaks && mention.sentence - other.sentence <= NEAR_ISSUER,
  )?.entity;
  return issuer && issuer.kind !== 'person' ? issuer : null;
}

export const linkPersonalPronounRule: Rule = {
  name: 'pronoun',
  apply(mention, reading) {
    if (mention.form !== 'pronoun') return undefined;
    if (mention.pronoun === 'we') return issuerBefore(mention, reading);
    if (mention.pronoun === 'i') return null;
    if (mention.pronoun === 'one') return undefined;
    return (
      chooseAntecedent(mention, reading) ??
      (mention.pronoun === 'it' ? documentBefore(mention, reading) : bothBefore(mention, reading))
    );
  },
};
