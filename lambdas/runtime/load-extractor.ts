// Reads the weights and word lists from disk and builds the extractor of them: the only reader of those files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCueLexicon } from '../core/extraction/cue-lexicon.ts';
import { compileSayingWords } from '../core/extraction/details/sayings.ts';
import { createExtractor, type Extractor, type ExtractorResources } from '../core/extraction/pipeline.ts';
import { loadSyntaxModel } from '../core/syntax/parse.ts';
import { compileCommonWords } from '../core/text/headlines.ts';
import { assetPath } from './assets.ts';
import { loadDirectory } from './load-directory.ts';

/** @throws Error (with its cause) when an asset is missing or damaged. */
export function loadExtractor(folder?: string): Extractor {
  return createExtractor(loadResources(folder));
}

/** @throws Error (with its cause) when an asset is missing or damaged. */
export function loadResources(folder: string = assetPath('lambdas/models/en')): ExtractorResources {
  const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const cues = compileCueLexicon(readJson('cues.json'));
  return {
    syntax: loadSyntaxModel(readFileSync(join(folder, 'syntax.bin')), {
      kernel: process.arch === 'arm64' ? 'fused' : 'parts',
    }),
    common: compileCommonWords(readJson('common-words.json'), (form) => cues.lemma(form) !== undefined),
    cues,
    directory: loadDirectory(undefined, folder),
    words: compileSayingWords(readJson('sayings.json')),
    confidence: readJson('confidence.json'),
  };
}
