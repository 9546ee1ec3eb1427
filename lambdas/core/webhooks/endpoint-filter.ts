// Which statements an endpoint wants, e.g. those of Velmora's ministers on energy that are not mere denials.
import type { AttributionType, Stance } from '../extraction/attribution.ts';
import type { Statement } from '../statements/statement.ts';
import { foldWords, matchesWords, type WordQuery } from '../statements/words.ts';

/** Words of a filter: folded once, when it is registered, and as they were written. */
export interface FilterWords extends WordQuery {
  readonly text: string;
}

/** All members that are present must hold; a list of values holds when one of them does. None present: all statements. */
export interface EndpointFilter {
  /** Speaker ids. */
  readonly speakers?: readonly string[];
  /** Ids of bodies in which the speaker holds or held an office, or which speak themselves. */
  readonly organisations?: readonly string[];
  /** Ids of the speaker's country, or of one that speaks itself. */
  readonly countries?: readonly string[];
  readonly stances?: readonly Stance[];
  readonly types?: readonly AttributionType[];
  /** Compared without regard to case. */
  readonly outlets?: readonly string[];
  /** Codes of the taxonomy. */
  readonly topics?: readonly string[];
  /** Words, "phrases" and -words over the statement's text. */
  readonly words?: FilterWords;
  readonly minConfidence?: number;
  /** Every one of these. */
  readonly all?: readonly EndpointFilter[];
  /** At least one of these. */
  readonly any?: readonly EndpointFilter[];
  readonly not?: EndpointFilter;
}

/** Filters within filters; deeper ones are refused, since nobody reads them and evaluation is to stay bounded. */
export const DEEPEST_FILTER = 5;
/** Filters in one filter, itself included. */
export const LARGEST_FILTER = 50;

/** What the directory knows of a speaker and a statement does not carry. */
export interface SpeakerFacts {
  readonly country: string | null;
  readonly organisations: readonly string[];
}

/** Whether `filter` lets the statement through; null facts where the speaker is not in the directory. */
export function matchesFilter(
  filter: EndpointFilter,
  statement: Statement,
  facts: SpeakerFacts | null,
): boolean {
  const matches = (part: EndpointFilter): boolean => matchesFilter(part, statement, facts);
  const { all, any, not } = filter;
  return (
    holds(filter, statement, facts) &&
    (!all || all.every(matches)) &&
    (!any || any.some(matches)) &&
    (!not || !matches(not))
  );
}

function holds(filter: EndpointFilter, statement: Statement, facts: SpeakerFacts | null): boolean {
  const { speakers, organisations, countries, stances, types, outlets, topics, words, minConfidence } =
    filter;
  const speaker = statement.speaker?.id;
  const outlet = statement.article.outlet?.toLowerCase();
  return (
    (!speakers || (speaker !== undefined && speakers.includes(speaker))) &&
    (!organisations ||
      organisations.some((id) => id === speaker || facts?.organisations.includes(id) === true)) &&
    (!countries || countries.some((id) => id === speaker || facts?.country === id)) &&
    (!stances || stances.includes(statement.stance)) &&
    (!types || types.includes(statement.type)) &&
    (!outlets || outlets.some((wanted) => wanted.toLowerCase() === outlet)) &&
    (!topics || topics.some((topic) => statement.topics.includes(topic))) &&
    (!words || matchesWords(foldWords(statement.text), words)) &&
    (minConfidence === undefined || statement.confidence >= minConfidence)
  );
}
