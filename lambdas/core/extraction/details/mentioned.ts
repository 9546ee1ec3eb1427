// Whom a saying names: "We thank President Olloway," Reva told the Drosk Council – Olloway and, if it speaks, the council.
// The directory knows many of them by any of their names; this is about those whom the article alone introduces.
import type { ArticleSpeakers, NamedSpeaker } from '../../speakers/resolve.ts';
import type { Attribution, SpeakerRef } from '../attribution.ts';
import type { AttributionPart } from './describe-attributions.ts';

/**
 * Finds whom content or addressee of an attribution name, each once, without the speaker. The name of a body or country
 * that no list has looks like that of a ship or a strait, and a last name alone may be another's elsewhere: those are
 * taken for somebody where they speak in the article.
 */
export function createMentionedFinder(
  parts: readonly AttributionPart[],
  speakers: ArticleSpeakers,
): (attribution: Attribution) => readonly SpeakerRef[] {
  const speaking = new Set(parts.flatMap(({ attribution }) => attribution.speaker?.id ?? []));
  const isSomebody = ({ kind, fully, speaker }: NamedSpeaker) =>
    (kind === 'person' && fully) || speaking.has(speaker.id);

  return ({ content, addressee, speaker }) => {
    const named = [...content, ...(addressee === null ? [] : [addressee])]
      .flatMap((span) => speakers.named(span))
      .filter((found) => isSomebody(found) && found.speaker.id !== speaker?.id);
    return [...new Map(named.map((found) => [found.speaker.id, found.speaker])).values()];
  };
}
