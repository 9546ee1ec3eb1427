// What somebody tells, inside a quotation, that somebody else said.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

const extract = (text: string): string[] =>
  extractor
    .extract({ text })
    .map(({ source, content, by }) =>
      [
        by[0],
        source ? text.slice(source.start, source.end) : '-',
        ...content.map(({ start, end }) => text.slice(start, end)),
      ].join(' | '),
    );

describe('sayings inside quotations', () => {
  it('keeps both what she said and what he had told her', () => {
    expect(extract('“He told me the pass would be open by noon,” Ada Tarn said.')).toEqual([
      'quoted-before | Ada Tarn | “He told me the pass would be open by noon,”',
      'nested | He | the pass would be open by noon',
    ]);
  });

  it('finds one that a quotation holds in a later sentence', () => {
    expect(
      extract('“My aunt no longer greets me,” says Ada Tarn. “She says I have put a tax on her salt.”'),
    ).toEqual([
      'quoted-before | Ada Tarn | “My aunt no longer greets me,” | “She says I have put a tax on her salt.”',
      'nested | She | I have put a tax on her salt',
    ]);
  });

  it('finds one between single marks', () => {
    expect(
      extract(
        '“A boy in a vest told my mother, ‘Granny, you are in Lisk as far as the stove,’” recalls Ada Tarn.',
      ),
    ).toContain('nested | A boy in a vest | ‘Granny, you are in Lisk as far as the stove,’');
  });

  it.each([
    [
      'a clause that tells of any words whatever',
      '“No matter what the palace says, they will only talk under pressure,” Tarn said.',
    ],
    ['what nobody in particular says', '“You say that it is late and I am tired of it,” Tarn said.'],
    ['a saying in a quotation that is nobody’s', 'The book “He Told Me It Was Late In Lisk” sold well.'],
  ])('leaves out %s', (_, text) => {
    expect(extract(text).filter((found) => found.startsWith('nested'))).toEqual([]);
  });
});
