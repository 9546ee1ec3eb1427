// Whether a statement changed from one version of its article to the next, and which new one replaces which old one.
import { sha256 } from '../hash-id.ts';
import type { StatementDraft } from './build-statement.ts';
import { foldWords } from './words.ts';

/** What a reader would call another statement if it were different: not where it stands, nor how sure the extractor is. */
function ownFields(statement: StatementDraft): unknown[] {
  return [
    statement.speaker?.id ?? null,
    statement.mention,
    statement.office,
    statement.type,
    statement.text,
    statement.cue,
    statement.stance,
    statement.negated,
    statement.statedAt && [statement.statedAt.date, statement.statedAt.precision],
    statement.medium,
    statement.addressee,
    statement.reportedBy.map(({ mention, speaker }) => [mention, speaker?.id ?? null]),
    statement.topics,
    statement.about.map(({ id }) => id),
    statement.language,
  ];
}

/** 16 hexadecimal digits: equal for two versions of one statement exactly when nobody would call it changed. */
export function digestStatement(statement: StatementDraft): string {
  return sha256(JSON.stringify(ownFields(statement))).slice(0, 16);
}

/** Least share of common words for which a new statement counts as an edit of an old one. */
const SIMILAR = 0.5;

/**
 * For each added statement that looks like an edit of a withdrawn one (same speaker, similar words) the id of that
 * one. The most similar pairs are taken first, each statement at most once; ties go to the earlier pair.
 */
export function pairEdits(
  added: readonly Pick<StatementDraft, 'id' | 'speaker' | 'text'>[],
  withdrawn: readonly Pick<StatementDraft, 'id' | 'speaker' | 'text'>[],
): Map<string, string> {
  const before = withdrawn.map((statement) => ({ statement, words: new Set(foldWords(statement.text)) }));
  const pairs = added.flatMap((after) => {
    const words = new Set(foldWords(after.text));
    return before.flatMap(({ statement, words: old }) => {
      if (statement.speaker?.id !== after.speaker?.id) return [];
      const common = [...words].filter((word) => old.has(word)).length;
      const similarity = common / Math.max(1, words.size + old.size - common);
      return similarity >= SIMILAR ? [{ after: after.id, before: statement.id, similarity }] : [];
    });
  });
  pairs.sort((a, b) => b.similarity - a.similarity);
  const result = new Map<string, string>();
  const taken = new Set<string>();
  for (const pair of pairs) {
    if (result.has(pair.after) || taken.has(pair.before)) continue;
    result.set(pair.after, pair.before);
    taken.add(pair.before);
  }
  return result;
}
