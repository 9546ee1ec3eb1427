import { describe, expect, it } from 'vitest';
import { identifyArticle } from '../../../lambdas/core/articles/article-identity.ts';
import { canonicaliseUrl } from '../../../lambdas/core/articles/canonical-url.ts';

const STORY = 'https://velmora.example/news/2031/gas-talks';

describe('canonicaliseUrl', () => {
  it.each([
    ['the address itself', STORY],
    ['http, www and a trailing slash', 'http://www.velmora.example/news/2031/gas-talks/'],
    ['capitals in the host and a port of the scheme', 'HTTPS://Velmora.Example:443/news/2031/gas-talks'],
    ['a fragment', `${STORY}#comments`],
    ['tracking parameters', `${STORY}?utm_source=feed&utm_medium=rss&fbclid=abc&at_medium=RSS`],
    ['a mobile host', 'https://m.velmora.example/news/2031/gas-talks'],
    ['a mobile host behind www', 'https://www.mobile.velmora.example/news/2031/gas-talks'],
    ['an AMP path', 'https://velmora.example/amp/news/2031/gas-talks'],
    ['an AMP ending', 'https://velmora.example/news/2031/gas-talks/amp/'],
    ['an AMP parameter', `${STORY}?outputType=amp`],
    ['an AMP host', 'https://amp.velmora.example/news/2031/gas-talks?amp=1'],
    ["Google's AMP viewer", 'https://www.google.com/amp/s/www.velmora.example/news/2031/gas-talks'],
    [
      'the AMP cache',
      'https://velmora-example.cdn.ampproject.org/c/s/velmora.example/news/2031/gas-talks?amp_js_v=0.1',
    ],
    ['doubled slashes', 'https://velmora.example//news/2031//gas-talks'],
    ['an index file', `${STORY}/index.html`],
  ])('folds %s', (_, url) => {
    expect(canonicaliseUrl(url)).toBe(STORY);
  });

  it('keeps the parameters that choose the article, in one order', () => {
    expect(canonicaliseUrl('https://velmora.example/story?p=2&id=7&utm_campaign=x')).toBe(
      'https://velmora.example/story?id=7&p=2',
    );
    expect(canonicaliseUrl('https://velmora.example/story?source=archive')).toBe(
      'https://velmora.example/story?source=archive',
    );
  });

  it.each([
    ['other paths', 'https://velmora.example/news/2031/gas-talks-2'],
    ['other case in the path', 'https://velmora.example/News/2031/gas-talks'],
    ['other ports', 'https://velmora.example:8443/news/2031/gas-talks'],
    ['other sites', 'https://drosk.example/news/2031/gas-talks'],
    ['words that begin as AMP does', 'https://velmora.example/amphibians'],
  ])('tells %s apart', (_, url) => {
    expect(canonicaliseUrl(url)).not.toBe(STORY);
  });

  it('is stable: canonical addresses are their own', () => {
    for (const url of [STORY, 'https://en.m.velmora.example/a?b=1', 'https://velmora.example/amphibians']) {
      const once = canonicaliseUrl(url);
      expect(canonicaliseUrl(once ?? '')).toBe(once);
    }
  });

  it.each(['', 'not a url', 'ftp://velmora.example/x', '/relative', 'https://', 'javascript:alert(1)'])(
    'refuses %j',
    (url) => {
      expect(canonicaliseUrl(url)).toBeNull();
    },
  );
});

describe('identifyArticle', () => {
  it('goes by the address, whatever the key', () => {
    const one = identifyArticle({ url: STORY, key: 'a.json', index: 0 });
    expect(one).toMatch(/^ar_[a-z2-7]{26}$/);
    expect(identifyArticle({ url: `${STORY}?utm_source=x`, key: 'b.json', index: 4 })).toBe(one);
  });

  it('goes by key and place where there is no usable address', () => {
    const ids = [
      { url: null, key: 'a.jsonl', index: 0 },
      { url: null, key: 'a.jsonl', index: 1 },
      { url: null, key: 'b.jsonl', index: 0 },
      { url: 'nonsense', key: 'c.jsonl', index: 0 },
    ].map(identifyArticle);
    expect(new Set(ids).size).toBe(4);
    expect(identifyArticle({ url: 'nonsense', key: 'a.jsonl', index: 1 })).toBe(ids[1]);
  });
});
