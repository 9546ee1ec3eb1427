// One address for one article: https://www.example.org/story?utm_source=x#top and its AMP and mobile forms are the same.

/**
 * Parameters that tell where a reader came from, not what is read. Words that may also choose the article (`source`,
 * `from`, `share`) are left alone: two addresses too many do less harm than one for two articles.
 */
const TRACKING =
  /^(?:utm_.+|pk_.+|mtm_.+|fb_.+|at_(?:campaign|medium|link.*|ptr.*|format|bbc_team)|hsa_.+|mc_[ce]id|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|oly_(?:anon|enc)_id|vero_id|wickedid|_hs(?:enc|mi)|_openstat|ocid|cmpid|cmp|ncid|smid|smtyp|ns_(?:campaign|mchannel|source|linkname|fee)|spm|s_cid|ref|ref_src|ref_url|referrer|tblci|taid|guccounter|guce_.+|cvid|xtor)$/u;

/** Parameters and values that only ask for the AMP form. */
const AMP_PARAMETER = /^(?:amp|amp_.+|outputtype|usqp)$/u;

/** First labels of a host that name a form of the site rather than another site. */
const FORM_LABELS: ReadonlySet<string> = new Set(['www', 'm', 'mobile', 'amp', 'wap', 'touch']);

/**
 * The canonical address of an article, or null where `input` is no absolute http(s) address. Folds the scheme, `www.`
 * and mobile labels, default ports, fragments, tracking parameters, AMP forms (also of Google's and Bing's caches),
 * trailing slashes and the order of parameters. The result serves as an identity and need not be fetchable.
 */
export function canonicaliseUrl(input: string): string | null {
  const url = parseHttp(input.trim());
  if (url === null) return null;
  const cached = unwrapAmpCache(url);
  if (cached !== null) return canonicaliseUrl(cached);
  const host = foldHost(url.hostname);
  const port = url.port === '' ? '' : `:${url.port}`;
  const parameters = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name.toLowerCase()) && !AMP_PARAMETER.test(name.toLowerCase()))
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));
  const query = new URLSearchParams(parameters).toString();
  return `https://${host}${port}${foldPath(url.pathname)}${query === '' ? '' : `?${query}`}`;
}

function parseHttp(input: string): URL | null {
  if (!/^https?:\/\//iu.test(input)) return null;
  return URL.parse(input);
}

/** `https://www.google.com/amp/s/example.org/story` and `https://example-org.cdn.ampproject.org/c/s/example.org/story`. */
function unwrapAmpCache(url: URL): string | null {
  const path =
    /^(?:www\.)?google\.[a-z.]+$/u.test(url.hostname) || /^(?:www\.)?bing\.com$/u.test(url.hostname)
      ? /^\/amp\/(s\/)?(.+\..+)$/u.exec(url.pathname)
      : /\.(?:cdn\.ampproject\.org|bing-amp\.com)$/u.test(url.hostname)
        ? /^\/[cv]\/(s\/)?(.+\..+)$/u.exec(url.pathname)
        : null;
  if (path === null) return null;
  return `${path[1] ? 'https' : 'http'}://${path[2]}${url.search}`;
}

function foldHost(hostname: string): string {
  const labels = hostname.replace(/\.$/u, '').split('.');
  while (labels.length > 2 && FORM_LABELS.has(labels[0] ?? '')) labels.shift();
  // en.m.example.org
  if (labels.length > 3 && labels[1] === 'm') labels.splice(1, 1);
  return labels.join('.');
}

function foldPath(path: string): string {
  const folded = path
    .replace(/\/{2,}/gu, '/')
    .replace(/^\/amp(?=\/.)/u, '')
    .replace(/\.amp(?=\.html?$|$)/u, '')
    .replace(/\/amp\/?$/u, '')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/u, '')
    .replace(/\/+$/u, '');
  return folded;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
