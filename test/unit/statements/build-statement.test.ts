import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../../lambdas/core/extraction/attribution.ts';
import { buildStatements } from '../../../lambdas/core/statements/build-statement.ts';
import { digestStatement, pairEdits } from '../../../lambdas/core/statements/compare-statements.ts';

const TEXT =
  '“We agreed,” said Foreign Minister Anna Reva in a post to Drosk, “and we will wait.” “We agreed,” she said.';
const span = (part: string, from = 0) => {
  const start = TEXT.indexOf(part, from);
  return { start, end: start + part.length };
};

const ATTRIBUTION: Attribution = {
  type: 'direct',
  content: [span('We agreed'), span('and we will wait')],
  source: span('Anna Reva'),
  cue: span('said'),
  speaker: { id: 'anna-reva', name: 'Anna Reva' },
  stance: 'said',
  negated: false,
  statedAt: null,
  medium: span('in a post'),
  addressee: span('Drosk'),
  office: span('Foreign Minister'),
  reporters: [{ source: span('she'), cue: null, speaker: null }],
  mentioned: [],
  confidence: 0.9,
  by: ['rule'],
};

const VERSION = {
  article: { id: 'ar_x', url: null, title: null, outlet: null, publishedAt: '2031-03-14T10:00:00Z' },
  text: TEXT,
  textHash: 'h',
  language: 'en',
};

const build = (...attributions: Attribution[]) =>
  buildStatements(VERSION, attributions, (text) =>
    text.includes('Drosk') ? [{ id: 'drosk', name: 'Drosk' }] : [],
  );

describe('buildStatements', () => {
  it('takes every field from the text', () => {
    const [statement] = build(ATTRIBUTION);
    expect(statement).toMatchObject({
      text: 'We agreed … and we will wait',
      mention: 'Anna Reva',
      office: 'Foreign Minister',
      cue: 'said',
      medium: 'in a post',
      addressee: 'Drosk',
      reportedBy: [{ mention: 'she', speaker: null }],
      about: [{ id: 'drosk', name: 'Drosk' }],
      // Not the article's day: the extractor knows better where it dates nothing ("last winter").
      statedAt: null,
    });
    const { content, prefix, suffix } = statement?.provenance ?? { content: [], prefix: '', suffix: '' };
    expect(content.map(({ start, end }) => TEXT.slice(start, end)).join(' … ')).toBe(statement?.text);
    expect(prefix).toBe('“');
    expect(suffix).toBe('.” “We agreed,” she said.');
  });

  it('takes the date that the extractor gives', () => {
    const statedAt = { date: '2031-03', precision: 'month' } as const;
    expect(build({ ...ATTRIBUTION, statedAt })[0]?.statedAt).toEqual(statedAt);
  });

  it('tells equal words of one article apart, and finds them again in another version', () => {
    const once = { ...ATTRIBUTION, content: [span('We agreed')] };
    const again = { ...ATTRIBUTION, content: [span('We agreed', 20)] };
    const [a, b] = build(once, again);
    expect(a?.id).not.toBe(b?.id);
    expect(build(again)[0]?.id).toBe(a?.id);
    expect(a?.id).toMatch(/^st_[a-z2-7]{26}$/);
  });

  it('leaves out what it could not prove', () => {
    expect(build({ ...ATTRIBUTION, content: [] })).toEqual([]);
    expect(build({ ...ATTRIBUTION, content: [{ start: 0, end: TEXT.length + 1 }] })).toEqual([]);
    expect(build({ ...ATTRIBUTION, cue: { start: 5, end: 5 } })).toEqual([]);
  });

  it('does not cut a character of two units in two', () => {
    const text = `${'🕊'.repeat(60)}!We agreed!${'🕊'.repeat(60)}`;
    const start = text.indexOf('We');
    const [statement] = buildStatements(
      { ...VERSION, text },
      [
        {
          ...ATTRIBUTION,
          content: [{ start, end: start + 9 }],
          source: null,
          cue: null,
          medium: null,
          addressee: null,
          office: null,
          reporters: [],
        },
      ],
      () => [],
    );
    expect(statement?.provenance.prefix.isWellFormed()).toBe(true);
    expect(statement?.provenance.suffix.isWellFormed()).toBe(true);
  });
});

describe('comparing statements', () => {
  it('calls a statement changed by what it says, not by where it stands', () => {
    const [statement] = build(ATTRIBUTION);
    if (!statement) throw new Error('no statement');
    const moved = {
      ...statement,
      confidence: 0.1,
      provenance: { ...statement.provenance, textHash: 'other' },
    };
    expect(digestStatement(moved)).toBe(digestStatement(statement));
    expect(digestStatement({ ...statement, stance: 'denied' })).not.toBe(digestStatement(statement));
    expect(digestStatement({ ...statement, speaker: null })).not.toBe(digestStatement(statement));
  });

  it('pairs a new statement with the old one that it edits: same speaker, most words in common', () => {
    const reva = { id: 'anna-reva', name: 'Anna Reva' };
    const withdrawn = [
      { id: 'a', speaker: reva, text: 'We will open the border on Friday' },
      { id: 'b', speaker: reva, text: 'Gas will flow again' },
      { id: 'c', speaker: null, text: 'We will open the border on Monday' },
    ];
    const added = [
      { id: 'x', speaker: reva, text: 'We will open the border on Monday' },
      { id: 'y', speaker: reva, text: 'The talks were constructive' },
    ];
    expect(pairEdits(added, withdrawn)).toEqual(new Map([['x', 'a']]));
  });
});
