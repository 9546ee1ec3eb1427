// Statements as files, read back by parsers that have nothing in common with what wrote them.
import { DOMParser } from 'linkedom';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../lambdas/adapters/rendering/render-atom.ts';
import { renderCitation } from '../../../lambdas/adapters/rendering/render-citation.ts';
import { CSV_COLUMNS, renderCsv } from '../../../lambdas/adapters/rendering/render-csv.ts';
import { linkStatement } from '../../../lambdas/application/link-statement.ts';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import { makeStatement } from '../../support/make-statement.ts';

const BASE = 'https://api.example.org/v1';

/** Texts as they come out of wrapped wire copy, pages and feeds. */
const TEXTS = [
  'the ferries\nwould sail at noon',
  'the ferries\r\nwould sail at noon',
  'old line ends\rof another machine',
  'commas, "quotes" and ; too',
  'a cell\n=SUM(A1) in its second line',
  'AT&T <b>said</b> ]]> so & so',
  '“Ende”, sagte er – ‘nie’ — 終わり',
  ' spaces around ',
  '\ttab',
];
const FORMULAS = ['=1+2', '+1', '-1', '@cmd', '\t=1', '\r=1', '＝1'];

const linked = (text: string, changes: Partial<Statement> = {}) =>
  linkStatement(makeStatement({ text, office: text, ...changes }), BASE);

describe('CSV', () => {
  it.each([
    ['without', false],
    ['with', true],
  ])(
    '%s a byte order mark, gives every cell back, whatever a reader takes for the end of a line',
    (_, bom) => {
      const csv = renderCsv(
        TEXTS.map((text) => linked(text)),
        { head: true, bom },
      );
      expect(csv.startsWith('\ufeff')).toBe(bom);
      for (const newline of ['', '\n', '\r\n'] as const) {
        const { data, errors } = Papa.parse<Record<string, string>>(csv, {
          header: true,
          newline: newline === '' ? undefined : newline,
          skipEmptyLines: true,
        });
        expect(errors).toEqual([]);
        expect(Object.keys(data[0] ?? {})).toHaveLength(CSV_COLUMNS.length);
        const expected = TEXTS.map((text) => (text.startsWith('\t') ? `'${text}` : text));
        expect(data.map(({ text }) => text)).toEqual(expected);
        expect(data.map(({ office }) => office)).toEqual(expected);
      }
    },
  );

  it('ends every row with CR LF, and no row elsewhere (RFC 4180)', () => {
    const csv = renderCsv([linked('the ferries\nwould sail')], { head: true, bom: false });
    expect(csv.replace(/"(?:[^"]|"")*"/g, '').match(/\r\n|\r|\n/g)).toEqual(['\r\n', '\r\n']);
  });

  it.each(FORMULAS)('lets no spreadsheet take %j for a formula', (text) => {
    const csv = renderCsv([linked(text)], { head: false, bom: false });
    const [row] = Papa.parse<string[]>(csv, { delimiter: ',' }).data;
    expect(row?.[CSV_COLUMNS.indexOf('text')]).toBe(`'${text}`);
  });
});

describe('Atom', () => {
  const feed = { title: 'Of “A & B” <all>', self: `${BASE}/statements?q=a&limit=2`, next: null };
  const parse = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml').documentElement;

  it('has ids without white space, and the same text that was said', () => {
    const xml = renderAtom(
      TEXTS.map((text) => linked(text, { speaker: { id: 'x', name: 'Rhee & Sons' } })),
      feed,
    );
    const root = parse(xml);
    const child = (name: string) => [...(root?.children ?? [])].find(({ localName }) => localName === name);
    expect(child('id')?.textContent).toBe(feed.self);
    expect(child('title')?.textContent).toBe(feed.title);
    expect(xml).not.toContain('CDATA');
    const entries = [...(root?.querySelectorAll('entry') ?? [])];
    expect(entries).toHaveLength(TEXTS.length);
    for (const [at, entry] of entries.entries()) {
      expect(entry.querySelector('id')?.textContent).toMatch(/^\S+$/);
      expect(entry.querySelector('author > name')?.textContent).toBe('Rhee & Sons');
      const text = TEXTS[at]?.replace(/\s+/g, ' ').trim();
      expect(entry.querySelector('content')?.textContent).toContain(text);
      expect(entry.querySelector('title')?.textContent?.replace(/\s+/g, ' ')).toContain(text);
    }
  });
});

describe('a citation', () => {
  const says = (text: string, changes: Partial<Statement> = {}) =>
    renderCitation(linked(text, { office: null, ...changes }));
  const source = 'In: “Velmora sets terms for a truce”, news.example.org, 14 March 2031.';

  it.each([
    ['puts verbatim words into quotation marks', 'We will sign.', 'direct', '“We will sign.”'],
    ['keeps the marks of the article', '"We will sign."', 'direct', '"We will sign."'],
    ['keeps them over a gap', '“We sign,” … “at noon.”', 'direct', '“We sign,” … “at noon.”'],
    ['ends the sentence', 'the guns were "silent"', 'mixed', 'the guns were "silent".'],
    ['does not quote a paraphrase', 'that they would sign', 'indirect', 'that they would sign.'],
  ] as const)('%s', (_, text, type, shown) => {
    expect(says(text, { type })).toContain(`Irena Valcourt, 14 March 2031: ${shown} ${source} https://`);
  });

  it('is one line, and says where a statement was withdrawn', () => {
    const line = says('the ferries\nwould sail', { status: 'withdrawn' });
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(line).toContain('[Withdrawn from the article.]');
  });
});
