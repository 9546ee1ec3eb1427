// Reads the speakers and the word lists about names from disk and builds the directory of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory, type SpeakerDirectory } from '../core/speakers/directory.ts';
import { assetPath } from './assets.ts';

/** @throws Error (with its cause) when an asset is missing or damaged. */
export function loadDirectory(
  speakers: string = assetPath('seeds/speakers.json'),
  folder: string = assetPath('lambdas/models/en'),
): SpeakerDirectory {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  return createDirectory(read(speakers), {
    countries: read(join(folder, 'countries.json')),
    givenNames: read(join(folder, 'given-names.json')),
    furtherNames: read(join(folder, 'further-names.json')),
    nameGenders: read(join(folder, 'name-genders.json')),
    titles: read(join(folder, 'titles.json')),
    nouns: read(join(folder, 'mention-nouns.json')),
    commonWords: read(join(folder, 'common-words.json')),
    antecedents: read(join(folder, 'antecedents.json')),
  });
}
