// The page of marked articles: everything that comes from an article is escaped, and nothing is loaded.
import { describe, expect, it } from 'vitest';
import { renderAttributions, renderPage } from '../../../lib/local/render-attributions.ts';

const text = 'Bo <Tarn> said: “<script>alert(1)</script> & more.”';
const attribution = {
  type: 'direct' as const,
  content: [{ start: 16, end: text.length }],
  source: { start: 0, end: 9 },
  cue: { start: 10, end: 14 },
  speaker: { id: 'bo-tarn', name: 'Bo "<b>" Tarn' },
  stance: 'said' as const,
  negated: false,
  statedAt: null,
  medium: null,
  addressee: null,
  office: null,
  reporters: [],
  mentioned: [],
  confidence: 0.9,
  by: ['quoted'],
};

describe('renderAttributions', () => {
  const article = { id: 'a<b', text, title: '<h1>', publishedAt: null };
  const page = renderPage([renderAttributions(article, [attribution])]);

  it('escapes text, titles and names', () => {
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<h1>&lt;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more.”');
  });

  it('marks source, cue and content', () => {
    expect(page).toContain('<mark class="source"');
    expect(page).toMatch(/<mark class="cue"[^>]*>said<\/mark>/);
    expect(page).toContain('<mark class="content"');
  });

  it('loads nothing', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)=/);
  });
});
