// Paragraphs: blank lines, plain newlines, hard-wrapped lines.
import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '../../../lambdas/core/text/paragraphs.ts';

const cut = (text: string): string[] => splitParagraphs(text).map(({ start, end }) => text.slice(start, end));

describe('splitParagraphs', () => {
  it.each([
    ['blank lines', 'One.\n\nTwo.', ['One.', 'Two.']],
    ['plain newlines', 'The harbour is shut.\nThe mayor left.', ['The harbour is shut.', 'The mayor left.']],
    ['carriage returns and line separators', 'One.\r\n\r\nTwo.\u2028Three.', ['One.', 'Two.', 'Three.']],
    ['white space around', '  \n  One.  \n\t\n Two. \n', ['One.', 'Two.']],
    ['nothing', ' \n\n \t', []],
  ])('%s', (_name, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it('joins lines that an editor wrapped', () => {
    const wrapped =
      'The council of Ardle met on Monday to hear the engineers, who had\nmeasured the bridge twice and found it sound both times, and then\nit went to lunch.';
    expect(cut(`${wrapped}\n\nNobody spoke.`)).toEqual([wrapped, 'Nobody spoke.']);
  });

  it('joins the lines of indented paragraphs, however far they were filled', () => {
    const first =
      'The council of Ardle met on Monday to hear engineers estimate\nWater would rise by one foot.';
    const second = 'It then went to lunch and to the pier, and\nArdle was quiet.';
    expect(cut(`${first}\n    ${second}`)).toEqual([first, second]);
  });

  it('keeps the lines of a list apart', () => {
    const text =
      'The mayor spoke for an hour about the harbour and the dam. In short:\n- The dam will hold.\n- The pier will not.';
    expect(cut(text)).toHaveLength(3);
  });

  it('keeps the short lines of a live feed apart', () => {
    expect(cut('12:30\nThe envoy has landed.\nNo word yet from the palace.')).toHaveLength(3);
  });
});
