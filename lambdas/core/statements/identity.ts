// The identity of a statement: a pure function of its article and its words, so that no order of arrival changes it.
import { hashId } from '../hash-id.ts';
import { foldWords } from './words.ts';

/** Gives each statement of one article its id, in the article's order: equal words are told apart by their count. */
export function createIdentifier(articleId: string): (text: string) => string {
  const occurrences = new Map<string, number>();
  return (text) => {
    const words = foldWords(text).join(' ');
    const occurrence = (occurrences.get(words) ?? 0) + 1;
    occurrences.set(words, occurrence);
    return hashId('st_', articleId, words, String(occurrence));
  };
}

/** The id of one change: the same whenever the same version makes the same change to the same statement. */
export function identifyEvent(statementId: string, order: string, type: string): string {
  return hashId('ev_', statementId, order, type);
}
