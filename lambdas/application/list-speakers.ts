// Speakers that statements name: all of them, or those whose name or alias begins with what was typed.
import type { z } from 'zod';
import type { Speaker } from '../contract/resources.ts';
import { type DescribeSpeakersPorts, describeSpeakers } from './describe-speakers.ts';
import type { SpeakerStore } from './ports/speaker-store.ts';

export async function listSpeakers(
  ports: DescribeSpeakersPorts & { readonly speakers: SpeakerStore },
  query: { readonly q?: string | undefined; readonly limit: number; readonly position: string | null },
): Promise<{ readonly speakers: readonly z.output<typeof Speaker>[]; readonly position: string | null }> {
  const page = { limit: query.limit, position: query.position };
  const found =
    query.q === undefined ? await ports.speakers.list(page) : await ports.speakers.search(query.q, page);
  return { speakers: await describeSpeakers(ports, found.speakers), position: found.position };
}
