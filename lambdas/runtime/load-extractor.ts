// Reads the weights and word lists from disk and builds the extractor of them: the only reader of those files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCueLexicon } from '../core/extraction/cue-lexicon.ts';
import { compileSayingWords } from '../core/extraction/details/sayings.ts';
import { createExtractor, type Extractor } from '../core/extraction/pipeline.ts';
import { loadSyntaxModel } from '../core/syntax/parse.ts';
import { assetPath } from './assets.ts';
import { loadDirectory } from './load-directory.ts';

/** @throws Error (with its cause) when an asset is missing or damaged. */
export function loadExtractor(folder: string = assetPath('lambdas/models/en')): Extractor {
  const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return createExtractor({
    syntax: loadSyntaxModel(readFileSync(join(folder, 'syntax.bin'))),
    cues: compileCueLexicon(readJson('cues.json')),
    directory: loadDirectory(undefined, folder),
    words: compileSayingWords(readJson('sayings.json')),
    confidence: readJson('confidence.json'),
  });
}
