// An article out of a web page: JSON-LD, OpenGraph and meta tags first, then Readability for the main text.
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type ArticleFields, findArticleObjects, mapFields, readAuthors } from './article-fields.ts';
import { ContentFault } from './content-fault.ts';

/** The parts of the DOM that are used here; linkedom's own types are looser. */
interface Element {
  readonly nodeType: number;
  readonly localName?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Element>;
  getAttribute(name: string): string | null;
  remove(): void;
}
interface Page {
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  readonly documentElement: Element | null;
}

const TEXT_NODE = 3;
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'dd',
  'div',
  'dl',
  'dt',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'td',
  'th',
  'tr',
  'ul',
]);
/** Never article text, whatever Readability keeps. */
const DROPPED =
  'script, style, noscript, figure, figcaption, aside, nav, form, button, iframe, svg, [aria-hidden="true"]';

/** Lines that pages put between paragraphs and that nobody wrote as part of the article. */
const BOILERPLATE =
  /^(also read|read also|read more|read next|see also|more on this|related( articles?| stories)?|recommended|don't miss|watch( now)?|listen( to this article)?|share( this)?( article| story)?|follow us|subscribe|sign up|advertisement|sponsored|getty images|copyright|©|all rights reserved|photo:|image:)(\b|\s*[:|·–-]|$)/i;
/** A boilerplate line is short; a sentence that happens to begin with "Watch" is not. */
const LONGEST_BOILERPLATE = 160;

const isBoilerplate = (line: string): boolean =>
  line.length <= LONGEST_BOILERPLATE && BOILERPLATE.test(line) && !/[.!?]["”’]?$/.test(line);

/** Paragraphs of a DOM tree, parted by blank lines, white space folded, boilerplate lines left out. */
function textOf(root: Element): string {
  const paragraphs: string[] = [''];
  const visit = (node: Element): void => {
    if (node.nodeType === TEXT_NODE) {
      paragraphs[paragraphs.length - 1] += node.textContent ?? '';
      return;
    }
    const name = node.localName ?? '';
    const breaks = BLOCKS.has(name) || name === 'br';
    if (breaks) paragraphs.push('');
    for (const child of node.childNodes) visit(child);
    if (breaks) paragraphs.push('');
  };
  visit(root);
  return paragraphs
    .map((paragraph) => paragraph.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '' && !isBoilerplate(paragraph))
    .join('\n\n');
}

const parsePage = (html: string): Page => parseHTML(html).document as unknown as Page;

/** Text of a fragment of markup, as JSON records and feeds carry it. */
export function htmlToText(fragment: string): string {
  const page = parsePage(`<!doctype html><html><body>${fragment}</body></html>`);
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  const body = page.querySelector('body');
  return body ? textOf(body) : '';
}

function readJsonLd(page: Page): ArticleFields {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const article = findArticleObjects(JSON.parse(script.textContent ?? ''))[0];
      if (article) return mapFields(article) ?? {};
    } catch {
      // Broken JSON-LD is common; the page's other metadata still counts.
    }
  }
  return {};
}

function readMeta(page: Page): ArticleFields {
  const meta = (...names: string[]): string | undefined => {
    for (const name of names) {
      const element = page.querySelector(
        `meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`,
      );
      const content = element?.getAttribute('content')?.trim();
      if (content) return content;
    }
    return undefined;
  };
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? undefined;
  return {
    url: canonical ?? meta('og:url'),
    title: meta('og:title', 'twitter:title', 'dc.title'),
    outlet: meta('og:site_name', 'application-name', 'dc.publisher'),
    authors: readAuthors(meta('author', 'article:author', 'byl', 'parsely-author', 'dc.creator')),
    published:
      meta('article:published_time', 'datePublished', 'parsely-pub-date', 'dc.date', 'date', 'pubdate') ??
      page.querySelector('article time[datetime], time[pubdate]')?.getAttribute('datetime') ??
      undefined,
    modified: meta('article:modified_time', 'og:updated_time', 'dateModified'),
    language: page.documentElement?.getAttribute('lang') ?? undefined,
  };
}

/** Drops fields that are not told, so that a spread of several sources keeps the first that tells. */
const told = (fields: ArticleFields): ArticleFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** JSON-LD bodies often lose their paragraphs; Readability's text is kept unless it finds less than this share of them. */
const LEAST_SHARE = 0.5;

function chooseText(fromMarkup: string, fromJsonLd: string | undefined): string {
  if (fromJsonLd === undefined) return fromMarkup;
  return fromJsonLd.includes('\n\n') || fromMarkup.length < LEAST_SHARE * fromJsonLd.length
    ? fromJsonLd
    : fromMarkup;
}

/** Fields of a page. `address`: where it was fetched, if known. Throws ContentFault where the page cannot be read. */
export function readHtml(html: string, address?: string): ArticleFields {
  try {
    return readPage(parsePage(html), address);
  } catch (cause) {
    throw new ContentFault('malformed_record', 'the page cannot be read as HTML', { cause });
  }
}

function readPage(page: Page, address: string | undefined): ArticleFields {
  const linked = readJsonLd(page);
  const meta = readMeta(page);
  const heading = page.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim();
  const title = page.querySelector('title')?.textContent?.trim();
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  const main = new Readability<Element>(page as unknown as ConstructorParameters<typeof Readability>[0], {
    serializer: (node) => node as unknown as Element,
    charThreshold: 200,
  }).parse();
  const text = main?.content ? textOf(main.content) : '';
  return {
    title: heading || title,
    url: address,
    ...told(meta),
    ...told(linked),
    ...(meta.url === undefined ? {} : { url: meta.url }),
    text: chooseText(text, linked.text),
    html: undefined,
  };
}
