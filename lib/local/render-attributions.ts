// Attributions on a page: the article's text with sources, cues and contents marked. Everything is escaped.
import type { Attribution } from '../../lambdas/core/extraction/attribution.ts';
import type { LocalArticle } from './read-articles.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (ch) => ESCAPES[ch] ?? ch);

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'source' | 'cue' | 'content';
  readonly title: string;
}

const describe = (found: Attribution, number: number): string =>
  [
    `${number}. ${found.speaker?.name ?? 'not resolved'}`,
    `${found.type}, ${found.stance}`,
    found.statedAt ? `said ${found.statedAt.date}` : '',
    `confidence ${found.confidence.toFixed(2)}`,
    `by ${found.by.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');

function listMarks(attributions: readonly Attribution[]): Mark[] {
  return attributions.flatMap((found, index) => {
    const title = describe(found, index + 1);
    return [
      ...found.content.map((span): Mark => ({ ...span, kind: 'content', title })),
      ...(found.source ? [{ ...found.source, kind: 'source', title } as const] : []),
      ...(found.cue ? [{ ...found.cue, kind: 'cue', title } as const] : []),
    ];
  });
}

/** The text cut at every edge of a mark; each piece carries the classes of the marks that cover it. */
function markText(text: string, marks: readonly Mark[]): string {
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const opening = [...marks].sort((a, b) => a.start - b.start);
  let next = 0;
  let covering: Mark[] = [];
  let html = '';
  edges.slice(0, -1).forEach((start, i) => {
    for (let mark = opening[next]; mark && mark.start <= start; mark = opening[++next]) covering.push(mark);
    covering = covering.filter(({ end }) => end > start);
    const piece = escapeHtml(text.slice(start, edges[i + 1])).replace(/\r?\n/g, '<br>\n');
    if (covering.length === 0) html += piece;
    else {
      const classes = [...new Set(covering.map(({ kind }) => kind))].join(' ');
      const title = [...new Set(covering.map((mark) => mark.title))].join('\n');
      html += `<mark class="${classes}" title="${escapeHtml(title)}">${piece}</mark>`;
    }
  });
  return html;
}

/** One article as a section of the page. */
export function renderAttributions(article: LocalArticle, attributions: readonly Attribution[]): string {
  const { id, title, publishedAt, text } = article;
  const rows = attributions
    .map((found, i) => `<li>${escapeHtml(describe(found, i + 1).replace(/^\d+\. /, ''))}</li>`)
    .join('\n');
  return `<article>
<h2>${escapeHtml(title ?? id)}</h2>
<p class="meta">${escapeHtml([id, publishedAt ?? ''].filter(Boolean).join(' · '))}, ${attributions.length} attributions</p>
<div class="text">${markText(text, listMarks(attributions))}</div>
<details><summary>List</summary><ol>${rows}</ol></details>
</article>`;
}

/** The whole page; it loads nothing. */
export function renderPage(articles: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Attributions</title>
<style>
body { font: 1rem/1.6 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
mark { color: inherit; background: none; border-radius: 2px; }
mark.content { background: #fdf3c7; }
mark.source { box-shadow: inset 0 -2px #1d5fa8; }
mark.cue { box-shadow: inset 0 -2px #b3261e; }
.meta { color: #555; }
article + article { border-top: 1px solid #ccc; margin-top: 3rem; }
</style>
<body>
<h1>Attributions</h1>
<p><mark class="content">content</mark>, <mark class="source">source</mark>, <mark class="cue">cue</mark>: point at a mark to see who, and which rule decided.</p>
${articles.join('\n')}
</body>
</html>
`;
}
