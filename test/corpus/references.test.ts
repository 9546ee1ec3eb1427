// Who is meant, on the check-list of references: no worse than the committed figures.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { readFigures, readPassage, readReferences, scoreReferences, sharesOf } from './references.ts';

/** Points that a figure may fall by before it is asked about. */
const TOLERANCE = 0.5;

describe('the marks of a passage', () => {
  it('give the text without them, and what they mark', () => {
    const passage = readPassage(
      'title: A day\n\n[[He|Bo Tarn;Tarn]] said: <<“No.”|Bo Tarn>> [[Somebody|-]] left.',
    );
    expect(passage.title).toBe('A day');
    expect(passage.text).toBe('He said: “No.” Somebody left.');
    expect(
      passage.references.map(({ of, start, end, names }) => [of, passage.text.slice(start, end), names]),
    ).toEqual([
      ['mention', 'He', ['Bo Tarn', 'Tarn']],
      ['content', '“No.”', ['Bo Tarn']],
      ['mention', 'Somebody', []],
    ]);
  });

  it.each(['[[He|Bo Tarn said', 'He]] said', '<<No|Bo Tarn'])('must be closed: %s', (text) => {
    expect(() => readPassage(text)).toThrow('not closed');
  });
});

describe('references', () => {
  const extractor = loadExtractor();
  const figures = readFigures();
  const references = readReferences();

  it('have figures, all of them', () => {
    expect(Object.keys(figures).sort()).toEqual([...references.keys()].sort());
  });

  it.each([...references])('%s', (name, passages) => {
    const { recall, precision } = sharesOf(scoreReferences(passages, extractor));
    expect(recall).toBeGreaterThanOrEqual((figures[name]?.recall ?? 100) - TOLERANCE);
    expect(precision).toBeGreaterThanOrEqual((figures[name]?.precision ?? 100) - TOLERANCE);
  });
});
