// What an uploaded object is, by its first bytes; names and content types are only believed for plain text.

export type Format = 'gzip' | 'warc' | 'json' | 'feed' | 'html' | 'text' | 'unsupported' | 'empty';

/** How many bytes `detectFormat` wants to see. */
export const HEAD_SIZE = 4096;

const startsWith = (head: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => head[i] === byte);
export const isGzip = (head: Uint8Array): boolean => startsWith(head, [0x1f, 0x8b, 0x08]);

/** Signatures of what scrapers upload by mistake: PDF, ZIP (and Office), PNG, JPEG, GIF. */
const FOREIGN: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x50, 0x4b, 0x03, 0x04],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];

/** `head`: the first bytes, unpacked and without UTF-16. */
export function detectFormat(head: Buffer): Format {
  if (head.length === 0) return 'empty';
  if (isGzip(head)) return 'gzip';
  if (FOREIGN.some((signature) => startsWith(head, signature)) || head.includes(0)) return 'unsupported';
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^WARC\/\d/.test(start)) return 'warc';
  if (/^(\{\s*["}]|\[\s*[[{"\]])/.test(start)) return 'json';
  if (!start.startsWith('<')) return start === '' ? 'empty' : 'text';
  if (/<(rss|feed|rdf:RDF)[\s>]/i.test(start.slice(0, 1024))) return 'feed';
  if (/<(!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title|script)[\s>]/i.test(start))
    return 'html';
  return /^<(\?xml|!doctype|\w+[\s>])/i.test(start) ? 'unsupported' : 'text';
}
