// "She put it in one sentence:" or "The senator issued a statement." before a quotation: who is about to speak.
import type { Document } from '../text/document.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Candidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { findPredicates, findSubject, type Predicate } from './predicate.ts';
import { findChild, readTree, relation, type SentenceTree, spanOfTokens } from './sentence-tree.ts';
import { sourceSpan } from './source-span.ts';

const speaks = ({ entry, passive }: Predicate): boolean =>
  entry !== null && !passive && (entry.frames.has('clause') || entry.frames.has('quote'));

/** "Another was blunter: “…”": a sentence whose main word is no verb. */
const findBeing = (tree: SentenceTree): Omit<Candidate, 'content'> | null => {
  const root = tree.deprel.indexOf('root');
  const subject = root < 0 ? null : findSubject(tree, root);
  if (!subject || subject.token > root || findChild(tree, root, 'cop') === undefined) return null;
  return {
    rule: 'colon',
    cue: null,
    source: sourceSpan(tree, subject.token),
    antecedent: null,
    lemma: null,
    stance: 'said',
    negated: false,
    anchor: { tree, token: root },
    shared: false,
    addressee: null,
    reporter: null,
    verbatim: false,
  };
};

/**
 * The saying that sentence `index` announces by what it has before offset `before`: by its last verb of speech, else
 * by the subject of its main verb, which without a colon must be a name or a pronoun. Null where it has neither.
 */
export function findIntroduction(
  document: Document,
  index: number,
  colon: boolean,
  before: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): Omit<Candidate, 'content'> | null {
  const tree = readTree(document, index, lexicon, quotations);
  const predicates = findPredicates(tree, lexicon).filter(
    ({ subject, token }) => subject !== null && (tree.sentence.tokens[token]?.end ?? 0) <= before,
  );
  const main =
    predicates.findLast(speaks) ?? predicates.find(({ token }) => relation(tree, token) === 'root');
  if (!main && colon) return findBeing(tree);
  if (!main?.subject || (!colon && !/^(?:PROPN|PRON)$/.test(tree.upos[main.subject.token] ?? '')))
    return null;
  const cue = speaks(main);
  if (!colon && !cue && !tree.lemma.some((lemma) => lexicon.noun(lemma) !== undefined)) return null;
  return {
    rule: colon ? 'colon' : 'introduced',
    cue: cue ? spanOfTokens(tree, main.cueFrom, main.cueTo) : null,
    source: sourceSpan(tree, main.subject.token),
    antecedent: main.subject.antecedent === null ? null : sourceSpan(tree, main.subject.antecedent),
    lemma: main.entry?.lemma ?? null,
    stance: cue ? (main.entry?.stance ?? 'said') : 'said',
    negated: false,
    anchor: { tree, token: main.token },
    shared: false,
    addressee: null,
    reporter: null,
    verbatim: false,
  };
}
