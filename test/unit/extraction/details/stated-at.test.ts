// When it was said, by whole articles of Friday 14 March 2031: the last attribution of each is looked at.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();
const dateOf = (text: string, publishedAt: string | null = '2031-03-14') => {
  const last = extractor.extract({ text, publishedAt }).at(-1);
  return last ? (last.statedAt?.date ?? null) : 'no attribution';
};

describe('the sentence of the cue gives the day', () => {
  it.each([
    ['The envoy said on Friday that the pass was open.', '2031-03-14'],
    ['The envoy said Thursday the pass was open.', '2031-03-13'],
    ['On Thursday the envoy said that the pass had been closed on Monday.', '2031-03-13'],
    ['The pass was closed on Monday, the envoy said on Thursday.', '2031-03-13'],
    ['“The pass was closed on Monday,” the envoy told reporters on Thursday.', '2031-03-13'],
    ['“The pass was closed on Monday,” said envoy Mira Tol on Thursday evening.', '2031-03-13'],
    ['The envoy told reporters in Lisk on Thursday that the pass was open.', '2031-03-13'],
    ['Yesterday the envoy denied that the pass was open.', '2031-03-13'],
    ['In a statement issued on Thursday, the envoy said the pass was open.', '2031-03-13'],
    ['In an interview published on Thursday, Mira Tol said the pass was open.', '2031-03-13'],
    ['Speaking at a news conference in Lisk on Thursday, Mira Tol said the pass was open.', '2031-03-13'],
    ["At Thursday's briefing, Mira Tol said the pass was open.", '2031-03-13'],
    ['Mira Tol said last month that the pass was open.', '2031-02'],
    ['In November, Mira Tol said that the pass would stay open.', '2030-11'],
    ['In 2029, Mira Tol said that the pass would stay open.', '2029'],
    ['In a letter dated July 4, 2029, Mira Tol said that the pass would stay open.', '2029-07-04'],
    ['The pass would stay open, Mira Tol said on March 4.', '2031-03-04'],
    ['Earlier this week, Mira Tol accused the council of lying.', '2031-03'],
    ['President Ola Brekke on Thursday evening urged both sides to hold their fire.', '2031-03-13'],
    ['Mira Tol said on Monday that the pass would open on Friday.', '2031-03-10'],
    ['The raid, which killed nine on Monday, was condemned by the council on Thursday.', '2031-03-13'],
    ['Mira Tol announced on February 27 that the pass would be closed on March 20.', '2031-02-27'],
  ])('%s', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });
});

describe('what was said, who said it and what it was said about keep their days', () => {
  it.each([
    'The envoy said the pass would reopen on Monday.',
    'The envoy said the council met on Monday.',
    'The envoy, who arrived on Monday, said the pass was open.',
    "Mira Tol said Thursday's raid was a crime.",
    'Mira Tol said Thursday was a good day for the council.',
    'Mira Tol, who was elected in 2029, said the pass was open.',
    'The council condemned the raid of 4 March 2031.',
    'A ship sank off Lisk on Sunday. The captain had ignored the storm, the coast guard said.',
  ])('%s', (text) => {
    expect(dateOf(text)).toBe('2031-03-14');
  });
});

describe('a day goes on', () => {
  it.each([
    [
      'to the next sentence',
      'Mira Tol said on Thursday that the pass was open. She added that it was safe.',
      '2031-03-13',
    ],
    [
      'to the same speaker in later paragraphs',
      'The pass lies high.\n\nThe pass is shut, the envoy said.\n\nIt is high, Ola Brekke said.\n\n' +
        'Mira Tol said on Tuesday that the pass was open.\n\nThe pass lies high.\n\n“It is safe,” Tol said.',
      '2031-03-11',
    ],
    [
      'back a day from the day before it',
      'Mira Tol said on Thursday that the pass was open. A day earlier, Ola Brekke had said it was closed.',
      '2031-03-12',
    ],
    [
      'from the occasion that a paragraph opens with',
      'At the budget meeting of the council on Tuesday, nobody paid. “We had sandwiches that we brought,” one delegate said.',
      '2031-03-11',
    ],
    [
      'from the lead to the whole of a story of the day before',
      'The pass is unsafe, an engineer told the court on Thursday.\n\nThe pass lies high.\n\n“It was never checked,” the judge said.',
      '2031-03-13',
    ],
    [
      'from what happened in the lead, the day before',
      'The council of Lisk approved a treaty on the upper pass late on Thursday.\n\nThe pass was unsafe, an engineer said.',
      '2031-03-13',
    ],
    [
      'but from no lead that tells of two days',
      'The council of Lisk met on Wednesday and approved a treaty on the pass on Thursday.\n\nThe pass was unsafe, an engineer said.',
      '2031-03-14',
    ],
    [
      'and from no lead of last week',
      'The council of Lisk approved a treaty on the upper pass late on 6 March.\n\nThe pass was unsafe, an engineer said.',
      '2031-03-14',
    ],
    [
      'from the line that dates a statement',
      'Chancellery of Lisk\n\nLisk, 13 March 2031\n\nThe chancellor said that the pass was open.',
      '2031-03-13',
    ],
    ['from the dateline', 'LISK, March 13 (Wire) - The pass is unsafe, the engineer said.', '2031-03-13'],
    [
      'from the heading of the day in a feed',
      '14 March 2031\n\nThe pass is open, Mira Tol said.\n\n13 March 2031\n\nThe pass is shut, Mira Tol said.',
      '2031-03-13',
    ],
    [
      'over midnight in a chronicle',
      'A mutiny on Saturday night was over by dawn.\n\nThe palace said at 11:14 p.m. that all was well.\n\n' +
        'At 11:50 the envoy said the port was shut.\n\nAt 00:30 the army said it was loyal.',
      '2031-03-09',
    ],
  ])('%s', (_, text, date) => {
    expect(dateOf(text)).toBe(date);
  });
});

describe('without a date of publication', () => {
  it('the first line may give it', () => {
    expect(dateOf('date 2031-03-14\n\nThe envoy said on Thursday that the pass was open.', null)).toBe(
      '2031-03-13',
    );
  });

  it('a full date stands for itself, and a weekday for nothing', () => {
    expect(dateOf('The envoy said on 4 July 2029 that the pass was open.', null)).toBe('2029-07-04');
    expect(dateOf('The envoy said on Thursday that the pass was open.', null)).toBeNull();
  });

  it('is unknown where all that is told is that it was not the day of the article', () => {
    expect(dateOf('Mira Tol said last winter that the pass was open.')).toBeNull();
  });

  it('a month is as exact as the article is', () => {
    expect(dateOf('The envoy said that the pass was open.', '2031-03')).toBe('2031-03');
  });
});
