// Statements as schema.org Quotations in JSON-LD.
import type { LinkedStatement } from '../../application/ports/statement-renderer.ts';
import type { SpeakerKind } from '../../core/speakers/speaker.ts';

const TYPES: Readonly<Record<SpeakerKind, string>> = {
  person: 'Person',
  body: 'Organization',
  country: 'Country',
};

/** What kind of speaker an id stands for; null where the directory has none of that id. */
export type KindOf = (speakerId: string) => SpeakerKind | null;

/** The node of one statement, without `@context`; fields that are not known are left out. */
export function describeQuotation(statement: LinkedStatement, kindOf: KindOf): Record<string, unknown> {
  const { article, speaker, statedAt } = statement;
  const kind = speaker === null ? null : kindOf(speaker.id);
  return {
    '@type': 'Quotation',
    '@id': statement.links.self,
    identifier: statement.id,
    text: statement.text,
    inLanguage: statement.language,
    ...(speaker === null
      ? {}
      : {
          spokenByCharacter: {
            '@type': kind === null ? 'Thing' : TYPES[kind],
            identifier: speaker.id,
            name: speaker.name,
            ...(statement.office === null || kind !== 'person' ? {} : { jobTitle: statement.office }),
          },
        }),
    ...(statedAt === null ? {} : { dateCreated: statedAt.date }),
    ...(statement.topics.length === 0 ? {} : { keywords: statement.topics.join(', ') }),
    ...(statement.about.length === 0
      ? {}
      : { about: statement.about.map(({ id, name }) => ({ '@type': 'Thing', identifier: id, name })) }),
    isPartOf: {
      '@type': 'NewsArticle',
      identifier: article.id,
      ...(article.url === null ? {} : { url: article.url }),
      ...(article.title === null ? {} : { headline: article.title }),
      ...(article.publishedAt === null ? {} : { datePublished: article.publishedAt }),
      ...(article.outlet === null ? {} : { publisher: { '@type': 'Organization', name: article.outlet } }),
    },
  };
}
