// RSS and Atom feeds that carry whole articles.
import { parseFeed } from 'feedsmith';
import { z } from 'zod';
import { type ArticleFields, readAuthors } from './article-fields.ts';
import { ContentFault } from './content-fault.ts';
import { htmlToText } from './read-html.ts';
import type { RawRecord } from './read-json.ts';

const Text = z
  .union([z.string(), z.object({ value: z.string().optional() }).transform((text) => text.value)])
  .optional()
  .catch(undefined);
const Link = z.object({ href: z.string().optional(), rel: z.string().optional() });

/** The parts of an RSS item (also RDF) that are used. */
const RssItem = z.object({
  title: Text,
  link: z.string().optional().catch(undefined),
  guid: z
    .object({ value: z.string().optional(), isPermaLink: z.boolean().optional() })
    .optional()
    .catch(undefined),
  description: Text,
  pubDate: z.string().optional().catch(undefined),
  content: z.object({ encoded: z.string().optional() }).optional().catch(undefined),
  dc: z
    .object({
      date: z.string().optional(),
      dates: z.array(z.string()).optional(),
      creator: z.string().optional(),
      creators: z.array(z.string()).optional(),
    })
    .optional()
    .catch(undefined),
});

const AtomEntry = z.object({
  title: Text,
  links: z.array(Link).optional().catch(undefined),
  content: Text,
  summary: Text,
  published: z.string().optional().catch(undefined),
  updated: z.string().optional().catch(undefined),
  authors: z.array(z.unknown()).optional().catch(undefined),
});

const Channel = z.object({
  title: Text,
  items: z.array(z.unknown()).optional(),
  entries: z.array(z.unknown()).optional(),
});

/** A description shorter than this is a teaser, not an article. */
const LEAST_ARTICLE = 500;

function bodyOf(full: string | undefined, summary: string | undefined): string {
  const text = htmlToText(full ?? summary ?? '');
  if (full === undefined && text.length < LEAST_ARTICLE) {
    throw new ContentFault('missing_text', 'the feed gives only a summary of this item');
  }
  return text;
}

function fromRss(item: unknown, outlet: string | undefined): ArticleFields {
  const { title, link, guid, description, pubDate, content, dc } = RssItem.parse(item);
  return {
    title,
    url: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
    outlet,
    authors: readAuthors(dc?.creators ?? dc?.creator),
    published: pubDate ?? dc?.date ?? dc?.dates?.[0],
    text: bodyOf(content?.encoded, description),
  };
}

function fromAtom(entry: unknown, outlet: string | undefined): ArticleFields {
  const { title, links, content, summary, published, updated, authors } = AtomEntry.parse(entry);
  const link = links?.find(({ rel }) => rel === undefined || rel === 'alternate');
  return {
    title,
    url: link?.href,
    outlet,
    authors: readAuthors(authors),
    published: published ?? updated,
    modified: updated,
    text: bodyOf(content, summary),
  };
}

/** The items of a feed, in its order. Throws ContentFault where it is no feed after all. */
export function* readFeed(xml: string): Generator<RawRecord> {
  let feed: z.infer<typeof Channel>;
  try {
    feed = Channel.parse(parseFeed(xml).feed);
  } catch (cause) {
    throw new ContentFault('malformed_record', 'the content begins like a feed but cannot be read as one', {
      cause,
    });
  }
  for (const [index, item] of (feed.items ?? []).entries())
    yield { index, read: () => fromRss(item, feed.title) };
  for (const [index, entry] of (feed.entries ?? []).entries())
    yield { index, read: () => fromAtom(entry, feed.title) };
}
