// Which statements an endpoint wants: conditions on the statement and its speaker, combined with all, any and not.
import type { AttributionType, Stance } from '../extraction/attribution.ts';
import type { Statement } from '../statements/statement.ts';
import { foldWords, matchesWords, type WordQuery } from '../statements/words.ts';

/** All members that are present must hold; a list holds when one of its members does. */
export interface FilterConditions {
  /** Speaker ids. */
  readonly speakers?: readonly string[];
  /** Ids of bodies in which the speaker holds or held an office. */
  readonly organisations?: readonly string[];
  /** Ids of the speaker's country. */
  readonly countries?: readonly string[];
  readonly stances?: readonly Stance[];
  readonly types?: readonly AttributionType[];
  /** Compared without regard to case. */
  readonly outlets?: readonly string[];
  readonly topics?: readonly string[];
  /** Words, "phrases" and -words over the statement's text. */
  readonly words?: WordQuery;
  readonly minConfidence?: number;
}

export type EndpointFilter =
  | FilterConditions
  | { readonly all: readonly EndpointFilter[] }
  | { readonly any: readonly EndpointFilter[] }
  | { readonly not: EndpointFilter };

/** Deeper filters are refused: nobody reads them, and evaluation stays bounded. */
export const DEEPEST_FILTER = 5;

/** What the directory knows of a speaker and a statement does not carry. */
export interface SpeakerFacts {
  readonly country: string | null;
  readonly organisations: readonly string[];
}

function holds(conditions: FilterConditions, statement: Statement, facts: SpeakerFacts | null): boolean {
  const { speakers, organisations, countries, stances, types, outlets, topics, words, minConfidence } =
    conditions;
  const outlet = statement.article.outlet?.toLowerCase();
  return (
    (!speakers || (statement.speaker !== null && speakers.includes(statement.speaker.id))) &&
    (!organisations ||
      organisations.some((id) => facts?.organisations.includes(id) || statement.speaker?.id === id)) &&
    (!countries || countries.some((id) => facts?.country === id || statement.speaker?.id === id)) &&
    (!stances || stances.includes(statement.stance)) &&
    (!types || types.includes(statement.type)) &&
    (!outlets || outlets.some((wanted) => wanted.toLowerCase() === outlet)) &&
    (!topics || topics.some((topic) => statement.topics.includes(topic))) &&
    (!words || matchesWords(foldWords(statement.text), words)) &&
    (minConfidence === undefined || statement.confidence >= minConfidence)
  );
}

/** Whether `filter` lets the statement through; null facts where the speaker is not in the directory. */
export function matchesFilter(
  filter: EndpointFilter,
  statement: Statement,
  facts: SpeakerFacts | null,
): boolean {
  if ('all' in filter) return filter.all.every((part) => matchesFilter(part, statement, facts));
  if ('any' in filter) return filter.any.some((part) => matchesFilter(part, statement, facts));
  if ('not' in filter) return !matchesFilter(filter.not, statement, facts);
  return holds(filter, statement, facts);
}
