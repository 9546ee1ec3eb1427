// Statements as an Atom feed (RFC 4287), one entry a statement.
import { generateAtomFeed } from 'feedsmith';
import type { FeedDescription, LinkedStatement } from '../../application/ports/statement-renderer.ts';
import { describeReport } from './render-citation.ts';

/** An empty feed has to be updated some time; this one never changes. */
const NEVER = new Date(0);

export function renderAtom(statements: readonly LinkedStatement[], feed: FeedDescription): string {
  const updates = statements.map((statement) => Date.parse(statement.updatedAt));
  const xml = generateAtomFeed({
    id: feed.self,
    title: { value: feed.title },
    updated: updates.length === 0 ? NEVER : new Date(Math.max(...updates)),
    links: [
      { href: feed.self, rel: 'self', type: 'application/atom+xml' },
      ...(feed.next === null ? [] : [{ href: feed.next, rel: 'next', type: 'application/atom+xml' }]),
    ],
    entries: statements.map(describeEntry),
  });
  return xml.replace(CDATA, (_, text: string) => escapeXml(text));
}

/**
 * The generator sets what has markup characters as a section of its own line; the line breaks around it would become
 * part of an id, which may hold no white space (RFC 4287, 2).
 */
const CDATA = /\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*/g;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function describeEntry(statement: LinkedStatement) {
  const { article, links } = statement;
  const name = statement.speaker?.name ?? statement.mention ?? 'Unknown source';
  return {
    id: links.self,
    title: { value: clean(`${name}: ${shorten(statement.text)}`), type: 'text' },
    updated: new Date(statement.updatedAt),
    published: new Date(statement.recordedAt),
    authors: [{ name: clean(name) }],
    categories: statement.topics.map((term) => ({ term })),
    links: [
      { href: links.self, rel: 'alternate', type: 'application/json' },
      ...(article.url === null ? [] : [{ href: clean(article.url), rel: 'via', type: 'text/html' }]),
    ],
    content: { value: clean(describeReport(statement)), type: 'text' },
  };
}

/** At most 120 characters, for the title. */
function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119).toWellFormed().trimEnd()}…`;
}

/** XML 1.0 has no place for most control characters, escaped or not. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
}
