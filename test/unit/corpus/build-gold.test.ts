/** The corpus builder: markup in, gold offsets out, and a clear fault with its line for every kind of bad markup. */
import { describe, expect, it } from 'vitest';
import { buildGold, type GoldArticle } from '../../corpus/build-gold.ts';

const build = (body: string, metadata: string, header = 'published: 2031-03-14\n'): GoldArticle => {
  const result = buildGold('sample', `${header}\n${body}\n===\n${metadata}\n`);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.article;
};

const problemsOf = (body: string, metadata: string, header = 'published: 2031-03-14\n'): string[] => {
  const result = buildGold('sample', `${header}\n${body}\n===\n${metadata}\n`);
  return result.ok ? [] : result.problems.map(({ line, message }) => `${line}: ${message}`);
};

const cut = (article: GoldArticle, span: { start: number; end: number } | null): string | null =>
  span && article.text.slice(span.start, span.end);

describe('buildGold', () => {
  it('turns marks into offsets of the text without marks', () => {
    const article = build(
      '{s1|Minister Tarek Oduya} {c1|said} {q1|the port would stay open}. It rained.',
      '1 indirect said | Tarek Oduya; Oduya | 2031-03-14',
      'title: Port stays open\npublished: 2031-03-14\noutlet: Marrow Coast Wire\nform: wire\n',
    );
    expect(article.text).toBe('Minister Tarek Oduya said the port would stay open. It rained.');
    expect(article).toMatchObject({
      id: 'sample',
      title: 'Port stays open',
      publishedAt: '2031-03-14',
      outlet: 'Marrow Coast Wire',
      form: 'wire',
    });
    const [row] = article.attributions;
    expect(cut(article, row ?? null)).toBe('the port would stay open');
    expect(cut(article, row?.mention ?? null)).toBe('Minister Tarek Oduya');
    expect(cut(article, row?.cue ?? null)).toBe('said');
    expect(row).toMatchObject({
      type: 'indirect',
      stance: 'said',
      speakers: ['Tarek Oduya', 'Oduya'],
      statedAt: '2031-03-14',
    });
    expect(row).not.toHaveProperty('group');
  });

  it('groups the parts of an interrupted quote and lets one source serve two contents', () => {
    const article = build(
      '{q1|“We will wait,”} {s1,2|she} {c1|said}, {q1|“but not for ever,”} {c2|adding} that {q2|the ice was thin}.',
      '1 direct said | Ilse Vang | -\n2 indirect said | Ilse Vang | - | optional',
    );
    expect(article.attributions.map((row) => [cut(article, row), row.group, row.optional])).toEqual([
      ['“We will wait,”', 'a1', undefined],
      ['“but not for ever,”', 'a1', undefined],
      ['the ice was thin', undefined, true],
    ]);
    expect(new Set(article.attributions.map((row) => cut(article, row.mention)))).toEqual(new Set(['she']));
  });

  it('nests marks, keeps traps and ignored stretches, and needs no header', () => {
    const article = build(
      '{s1|Oduya} {c1|said} {q1|{s2|the envoy} {c2|told} him {q2|the road was closed}}. {t|He hopes for rain.} {x|(Photo)}',
      '1 indirect said | Tarek Oduya | -\n2 indirect said | the envoy | -',
      '',
    );
    expect(article.attributions.map((row) => cut(article, row))).toEqual([
      'the envoy told him the road was closed',
      'the road was closed',
    ]);
    expect(article.traps.map((span) => cut(article, span))).toEqual(['He hopes for rain.']);
    expect(article.ignore.map(([start, end]) => article.text.slice(start, end))).toEqual(['(Photo)']);
    expect(article).not.toHaveProperty('title');
  });

  it('counts UTF-16 units and keeps blank lines', () => {
    const article = build('🛑 Notice\n\n{s1|Ösel} {c1|said}: {q1|«No.»}', '1 direct said | Ösel | -');
    expect(cut(article, article.attributions[0] ?? null)).toBe('«No.»');
    expect(article.text).toBe('🛑 Notice\n\nÖsel said: «No.»');
  });

  it('lets an attribution have no source where the names are a dash', () => {
    const article = build(
      'It was {c1|alleged} that {q1|the pier had sunk}.',
      '1 indirect accused | - | - | optional',
    );
    expect(article.attributions[0]?.mention).toBeNull();
    expect(article.attributions[0]).not.toHaveProperty('speakers');
  });

  describe('type by quotation marks', () => {
    const cases: [string, 'direct' | 'indirect' | 'mixed'][] = [
      ['{s1|Vang} {c1|said} {q1|"No."}', 'direct'],
      ['{s1|Vang} {c1|said} "{q1|No}."', 'direct'],
      ['{q1|”The marks face the wrong way,”} {s1|Vang} {c1|said}.', 'direct'],
      ['{q1|“She said ‘never’ and left,”} {s1|Vang} {c1|said}.', 'direct'],
      ['{q1|‘The workers’ pay is late,’} {s1|Vang} {c1|said}.', 'direct'],
      ['{s1|Vang} {c1|said}: {q1|“First paragraph.\n\n“Second paragraph.”}', 'direct'],
      ['{q1|“A quote that was cut off in the scrap}\n\n{s1|Vang} {c1|spoke}.', 'direct'],
      ['{s1|Vang} {c1|called} {q1|it "a disgrace" and "a shame"}.', 'mixed'],
      ['{s1|Vang} {c1|said} {q1|the ‘quiet road’ was closed}.', 'mixed'],
      ['{q1|"It is late,"} {s1|Vang} {c1|said}, {q1|and would not be mended}.', 'mixed'],
      ['{s1|Vang} {c1|said} {q1|"yes" was not "no"}.', 'mixed'],
      ['{s1|Vang} {c1|said} {q1|the workers’ pay and the ministers’ cars were late}.', 'indirect'],
      ['{q1|" It is late , "} {s1|Vang} {c1|said} .', 'direct'],
      ['{s1|Vang} {c1|accused} {q1|them of " sleep " at sea}', 'mixed'],
      ['{q1|« It is late »}, {s1|Vang} {c1|said}.', 'direct'],
      ["{s1|Vang} {c1|said} {q1|it wasn't hers}.", 'indirect'],
      ['“{s1|He} {c1|told} me {q1|the door was shut},” she said.', 'indirect'],
    ];
    it.each(cases)('%s is %s', (body, type) => {
      for (const claimed of ['direct', 'indirect', 'mixed'] as const) {
        const problems = problemsOf(body, `1 ${claimed} said | Vang | -`);
        if (claimed === type) expect(problems).toEqual([]);
        else
          expect(problems.join()).toMatch(new RegExp(`marked ${claimed} but its quotation marks make it `));
      }
    });
  });

  it.each(['direct', 'indirect'])(
    'a turn that fills its line after a label may be %s, never mixed',
    (type) => {
      const body = '{s1|VANG}: {q1|We have no plans.}\n\nQ: Thanks.';
      expect(problemsOf(body, `1 ${type} said | Vang | -`)).toEqual([]);
      expect(problemsOf(body, '1 mixed said | Vang | -')).toHaveLength(1);
    },
  );

  describe('faults', () => {
    const good = '{s1|Vang} {c1|said} {q1|it rained}.';
    const line = '1 indirect said | Vang | -';
    const cases: [string, string, string, RegExp][] = [
      ['unclosed mark', '{s1|Vang} {c1|said} {q1|it rained.', line, /^3: mark q1 is never closed/],
      ['stray brace', `${good}\n\nMore }`, line, /^5: '}' closes nothing/],
      ['bad label', '{s|Vang} said', '', /^3: bad mark: '\{s\|Vang\} said'/],
      ['stray bar', `${good} | share`, line, /^3: stray '\|'/],
      [
        'white space at the edge',
        '{s1|Vang } {c1|said} {q1|it rained}.',
        line,
        /^3: mark begins or ends with white space/,
      ],
      ['empty mark', `${good}{x|}`, line, /^3: empty mark/],
      ['number without line', `${good} {q2|more}`, line, /^3: mark q2 has no attribution line/],
      ['line without content', good, `${line}\n2 direct said | Vang | -`, /^6: 2 has no content/],
      ['no source', '{c1|said} {q1|it rained}.', line, /^5: 1 has no source/],
      ['source without names', good, '1 indirect said | - | -', /^5: 1 has a source but no speaker names/],
      ['two sources', `${good} {s1|Oduya}`, line, /^3: second s1/],
      ['two lines', good, `${line}\n${line}`, /^6: second line for 1/],
      ['unknown stance', good, '1 indirect mused | Vang | -', /^5: unknown stance 'mused'/],
      ['unknown type', good, '1 vague said | Vang | -', /^5: unknown type 'vague'/],
      ['bad date', good, '1 indirect said | Vang | 14 March', /^5: 1: '14 March' is no ISO date/],
      ['bad flag', good, '1 indirect said | Vang | - | maybe', /^5: 1: only 'optional'/],
      ['empty name', good, '1 indirect said | Vang; | -', /^5: 1 has an empty speaker name/],
      ['garbled line', good, 'Vang said it', /^5: expected 'number type stance/],
      [
        'trap inside content',
        '{s1|Vang} {c1|said} {q1|it {t|rained}}.',
        line,
        /^3: trap lies wholly inside content 1/,
      ],
    ];
    it.each(cases)('%s', (_name, body, metadata, message) => {
      expect(problemsOf(body, metadata).some((problem) => message.test(problem))).toBe(true);
    });

    it('bad header, missing fence, carriage returns', () => {
      expect(problemsOf(good, line, 'author: X\n')[0]).toMatch(/^1: expected a header line/);
      expect(problemsOf(good, line, 'published: soon\n')[0]).toMatch(/^1: published is no ISO date/);
      const open = buildGold('sample', `\n${good}\n`);
      expect(open.ok ? '' : open.problems[0]?.message).toMatch(/no line '==='/);
      const dos = buildGold('sample', `\r\n${good}\r\n===\r\n${line}`);
      expect(dos.ok ? '' : dos.problems[0]?.message).toMatch(/carriage return/);
    });
  });
});
