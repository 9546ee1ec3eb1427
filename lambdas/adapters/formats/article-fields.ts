// The fields of one article under the names that the common scrapers give them, and what makes a record of them.
import { z } from 'zod';
import type { ArticleRecord } from '../../application/ports/article-decoder.ts';
import { ContentFault } from './content-fault.ts';
import { detectLanguage, UNDETERMINED } from './detect-language.ts';
import { parseDate } from './parse-date.ts';

/** An article before its dates and language are checked. Absent: not told. */
export interface ArticleFields {
  text?: string | undefined;
  /** Text as markup, used where `text` is absent. */
  html?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  outlet?: string | undefined;
  authors?: readonly string[] | undefined;
  published?: string | number | undefined;
  modified?: string | number | undefined;
  language?: string | undefined;
  canceled?: boolean | undefined;
}

/** Python's scrapers write a missing value as the string "None"; others as "null" or "". */
const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && /^(none|null|nan|n\/a|undefined)?$/i.test(value.trim()));

const Json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof Json>;

/** Reads `a.b` paths; the first that holds something counts. */
function pick(json: Json, paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = path.split('.').reduce<unknown>((at, key) => {
      const object = Array.isArray(at) ? at[0] : at;
      return typeof object === 'object' && object !== null ? (object as Json)[key] : undefined;
    }, json);
    if (!isMissing(value)) return value;
  }
  return undefined;
}

const pickString = (json: Json, paths: readonly string[]): string | undefined => {
  const value = pick(json, paths);
  return typeof value === 'string' ? value.trim() : undefined;
};

const pickDate = (json: Json, paths: readonly string[]): string | number | undefined => {
  const value = pick(json, paths);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};

/**
 * Where each field stands, in order of trust: our own names, then news-please (`maintext`, `date_publish`,
 * `source_domain`), trafilatura (`source`, `source-hostname`), newspaper (`publish_date`, `source_url`,
 * `canonical_link`), schema.org NewsArticle as Scrapy items and JSON-LD carry it (`headline`, `articleBody`,
 * `datePublished`, `publisher.name`), and IPTC ninjs (`body_text`, `versioncreated`, `pubstatus`).
 */
const NAMES = {
  text: ['maintext', 'articleBody', 'body_text', 'article_text', 'content_text'],
  html: ['body_html', 'body_xhtml', 'content_html', 'content', 'body', 'description_html'],
  title: ['title', 'headline', 'headlines.headline', 'name'],
  url: [
    'url',
    'canonical_url',
    'canonical_link',
    'mainEntityOfPage.@id',
    'mainEntityOfPage',
    'link',
    'source',
    'altids.url',
  ],
  outlet: [
    'outlet',
    'publisher.name',
    'publisher',
    'sitename',
    'site_name',
    'source_domain',
    'source-hostname',
    'source_hostname',
    'hostname',
    'source.name',
    'provider.name',
    'provider',
    'source_url',
  ],
  authors: ['authors', 'author', 'byline', 'bylines', 'creator'],
  published: [
    'publishedAt',
    'published_at',
    'date_publish',
    'datePublished',
    'publish_date',
    'firstcreated',
    'date',
    'published',
    'pubDate',
    'versioncreated',
  ],
  modified: [
    'modifiedAt',
    'modified_at',
    'date_modify',
    'dateModified',
    'versioncreated',
    'updated',
    'modified',
  ],
  language: ['language', 'lang', 'inLanguage'],
} as const;

/** A byline has few names, and short ones; anything else is not one. */
const MOST_AUTHORS = 20;
const LONGEST_AUTHOR = 200;

/** Names out of what scrapers give: "A", "A; B", ["A", "B"], {"name": "A"} and lists of those. Addresses are no names. */
export function readAuthors(value: unknown): readonly string[] | undefined {
  const names = [value].flat().flatMap((entry: unknown): string[] => {
    const name = typeof entry === 'object' && entry !== null ? (entry as Json).name : entry;
    return typeof name === 'string' ? name.split(';').map((part) => part.trim()) : [];
  });
  const told = names.filter(
    (name) => !isMissing(name) && name.length <= LONGEST_AUTHOR && !/^https?:\/\//i.test(name),
  );
  return told.length === 0 ? undefined : [...new Set(told)].slice(0, MOST_AUTHORS);
}

const isUrl = (value: string | undefined): value is string =>
  value !== undefined && /^https?:\/\//i.test(value);
const looksLikeMarkup = (value: string): boolean =>
  /<(p|div|br|span|h[1-6]|article|a|ul|strong|em)[\s/>]/i.test(value);

/** Article objects among JSON-LD: a graph's members, or the object itself. */
export function findArticleObjects(json: unknown): Json[] {
  if (Array.isArray(json)) return json.flatMap(findArticleObjects);
  const parsed = Json.safeParse(json);
  if (!parsed.success) return [];
  const graph = parsed.data['@graph'];
  if (Array.isArray(graph)) return graph.flatMap(findArticleObjects);
  const types = [parsed.data['@type']].flat().filter((type) => typeof type === 'string');
  return types.some((type) => /Article$|BlogPosting$/.test(type)) ? [parsed.data] : [];
}

/** Maps one JSON object to fields; null where it is no object at all. */
export function mapFields(value: unknown): ArticleFields | null {
  const graph = findArticleObjects(value)[0];
  const parsed = Json.safeParse(graph ?? value);
  if (!parsed.success) return null;
  const json = parsed.data;
  // `text` is trusted most and taken unchanged: spans index it.
  const own = typeof json.text === 'string' && !isMissing(json.text) ? json.text : undefined;
  const text = own ?? pickString(json, NAMES.text);
  const body = pickString(json, NAMES.html);
  const urls = NAMES.url.map((name) => pickString(json, [name]));
  const outlet = pickString(json, NAMES.outlet);
  return {
    text: text ?? (body !== undefined && !looksLikeMarkup(body) ? body : undefined),
    html: body,
    title: pickString(json, NAMES.title),
    url: urls.find(isUrl),
    outlet: isUrl(outlet) ? URL.parse(outlet)?.hostname : outlet,
    authors: readAuthors(pick(json, NAMES.authors)),
    published: pickDate(json, NAMES.published),
    modified: pickDate(json, NAMES.modified),
    language: pickString(json, NAMES.language),
    canceled: pickString(json, ['pubstatus']) === 'canceled',
  };
}

/** S3 carries metadata as ASCII; scrapers send other characters percent-encoded or as RFC 2047 words. */
function decodeMetadata(value: string | undefined): string | undefined {
  if (value === undefined || isMissing(value)) return undefined;
  const words = value.replace(/=\?utf-8\?(b|q)\?([^?]*)\?=\s*/gi, (_all, kind: string, body: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(body, 'base64').toString('utf8')
      : Buffer.from(
          body
            .replaceAll('_', ' ')
            .replace(/=([0-9a-f]{2})/gi, (_h, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  );
  try {
    return /%[0-9a-f]{2}/i.test(words) && !isUrl(words) ? decodeURIComponent(words) : words;
  } catch {
    return words;
  }
}

/** What the object's own metadata says: `x-amz-meta-url`, `-title`, `-outlet`, `-published`. */
export function fieldsFromMetadata(metadata: Readonly<Record<string, string>>): ArticleFields {
  return {
    url: decodeMetadata(metadata.url),
    title: decodeMetadata(metadata.title),
    outlet: decodeMetadata(metadata.outlet),
    published: decodeMetadata(metadata.published),
    modified: decodeMetadata(metadata.modified),
    language: decodeMetadata(metadata.language),
  };
}

/** A date field to ISO; absent stays null, unreadable is a fault of the record. */
function checkDate(name: string, value: string | number | undefined): string | null {
  if (isMissing(value)) return null;
  const date = parseDate(value as string | number);
  if (date === null) throw new ContentFault('bad_date', `${name} is not a date that can be read`);
  return date;
}

/** The text itself is believed first: sites declare their own language for whatever they print. */
function chooseLanguage(detected: string | null, told: string | undefined): string | null {
  const declared = told?.toLowerCase().slice(0, 2) ?? null;
  if (detected === null) return declared;
  // The text is not English, whatever is declared; which language it is, the declaration may know.
  return detected === UNDETERMINED && declared !== null && declared !== 'en' ? declared : detected;
}

/** One checked record; `fallback` (the object's metadata) fills what the content lacks. Throws ContentFault. */
export function makeRecord(
  index: number,
  fields: ArticleFields,
  fallback: ArticleFields,
  textLength: number,
): ArticleRecord {
  const canceled = fields.canceled === true;
  const text = fields.text ?? '';
  if (text.trim() === '' && !canceled)
    throw new ContentFault('missing_text', 'the record has no article text');
  if (text.length > textLength)
    throw new ContentFault('too_large', `the text is longer than ${textLength} characters`);
  const url = fields.url ?? fallback.url;
  return {
    kind: 'article',
    index,
    text,
    title: fields.title ?? fallback.title ?? null,
    url: isUrl(url) ? url : null,
    outlet: fields.outlet ?? fallback.outlet ?? null,
    authors: fields.authors ?? [],
    publishedAt: checkDate('the publication date', fields.published ?? fallback.published),
    modifiedAt: checkDate('the modification date', fields.modified ?? fallback.modified),
    language: chooseLanguage(detectLanguage(text), fields.language ?? fallback.language),
    status: canceled ? 'canceled' : 'usable',
  };
}
