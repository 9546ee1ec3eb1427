// Transcripts: whose turn it is, who only asks, and lists that only look like turns.
import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '../../../lambdas/core/text/paragraphs.ts';
import { findTurns } from '../../../lambdas/core/text/turns.ts';

function read(paragraphs: readonly string[]) {
  const text = paragraphs.join('\n\n');
  return findTurns(text, splitParagraphs(text)).map(({ label, content, asks }) => ({
    label: label && text.slice(label.start, label.end),
    content: text.slice(content.start, content.end),
    asks,
  }));
}

describe('findTurns', () => {
  it('tells who asks by the label and by the questions', () => {
    const turns = read([
      'Ranta: Minister, is there any fish left?',
      'Einar Sand: There is less than we would like.',
      'Ranta: Will you close the fishery?',
      'Sand: I have said that I will.',
      'Ranta: And when will that be?',
      'Sand: Before the ice melts.',
    ]);
    expect(turns.map(({ label, asks }) => [label, asks])).toEqual([
      ['Ranta', true],
      ['Einar Sand', false],
      ['Ranta', true],
      ['Sand', false],
      ['Ranta', true],
      ['Sand', false],
    ]);
  });

  it('goes on with a paragraph in the first person, not with the narrator', () => {
    const turns = read([
      'Q: Is the pier safe?',
      'VANG: The pier is safe enough for us.',
      'We walked on it this morning.',
      'She laughs, then stops.',
      'Q: And tomorrow?',
      'VANG: Tomorrow it will be safe too.',
    ]);
    expect(turns.map(({ content }) => content)).toEqual([
      'Is the pier safe?',
      'The pier is safe enough for us.',
      'We walked on it this morning.',
      'And tomorrow?',
      'Tomorrow it will be safe too.',
    ]);
  });

  it.each([
    ['tables', ['Ardle: 12.', 'Lisk: 14.', 'Ardle: 3.', 'Lisk: 9.']],
    ['one label', ['Update: The road is open.', 'The weather is fine.']],
    ['articles', ['The envoy left.', 'Nobody saw him go.']],
  ])('finds none in %s', (_name, paragraphs) => {
    expect(read(paragraphs)).toEqual([]);
  });

  it('reads posts under the names and accounts of their authors', () => {
    const text =
      'A photograph has set off a row.\n\nAda Tarn @a_tarn\n18 January, 8.52 p.m.\nThird week, same brown. Send help.\n\nThe post was shared widely.\n\nBo van Lisk (@bovl)\nI am sorry.\nI mean it.';
    const turns = findTurns(text, splitParagraphs(text));
    expect(
      turns.map(({ label, content }) => [
        label && text.slice(label.start, label.end),
        text.slice(content.start, content.end),
      ]),
    ).toEqual([
      ['Ada Tarn', 'Third week, same brown. Send help.'],
      ['Bo van Lisk', 'I am sorry.\nI mean it.'],
    ]);
  });

  it('takes no account that a sentence mentions for a post', () => {
    expect(read(['Screenshots spread.', 'Ada Tarn @a_tarn was the first to answer.'])).toEqual([]);
  });
});
