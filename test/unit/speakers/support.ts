// What the tests of speakers share: the shipped word lists, and documents that have no syntax.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NameLists } from '../../../lambdas/core/speakers/name-lists.ts';
import type { Document } from '../../../lambdas/core/text/document.ts';
import { buildDocument } from '../../../lambdas/core/text/document-builder.ts';
import { compileCommonWords } from '../../../lambdas/core/text/headlines.ts';

const FOLDER = join(import.meta.dirname, '../../../lambdas/models/en');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as T;

export function readLists(): NameLists {
  return {
    countries: read('countries'),
    givenNames: read('given-names'),
    furtherNames: read('further-names'),
    nameGenders: read('name-genders'),
    titles: read('titles'),
    nouns: read('mention-nouns'),
    commonWords: read('common-words'),
    antecedents: read('antecedents'),
  };
}

const common = compileCommonWords(read('common-words'), () => false);

/** A document whose syntax must not be asked for: speakers are resolved by words alone. */
export function documentOf(
  text: string,
  publishedAt: string | null = null,
  title: string | null = null,
): Document {
  const syntax = {
    parse: (): never => {
      throw new Error('the syntax was asked for');
    },
  };
  return buildDocument({ text, publishedAt, title }, { syntax, common });
}
