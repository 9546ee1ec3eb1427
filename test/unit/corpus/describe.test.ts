/** The corpus description counts attributions, not rows, and lists them readably. */
import { describe, expect, it } from 'vitest';
import { buildGold } from '../../corpus/build-gold.ts';
import { countCorpus, listAttributions } from '../../corpus/describe.ts';

const built = buildGold(
  'sample',
  [
    'form: wire',
    '',
    '{q1|“We will wait,”} {s1|she} {c1|said}, {q1|“but not for ever.”} {s2|The harbour board} {c2|denied} {q2|it was late}.',
    '',
    '{q3|“Never.”} {t|He hopes for rain.}',
    '===',
    '1 direct said | Ilse Vang | 2031-03-14',
    '2 indirect denied | harbour board | -',
    '3 direct said | - | - | optional',
  ].join('\n'),
);

describe('countCorpus', () => {
  it('counts an interrupted quote once', () => {
    if (!built.ok) throw new Error(JSON.stringify(built.problems));
    expect(countCorpus([built.article])).toMatchObject({
      articles: 1,
      attributions: 3,
      optional: 1,
      traps: 1,
      byType: { direct: 2, indirect: 1 },
      byStance: { said: 2, denied: 1 },
      byForm: { wire: 1 },
      pronounShare: 33.3,
      interruptedShare: 33.3,
      withoutCueShare: 33.3,
      dated: 1,
    });
  });

  it('lists source, cue, content and names', () => {
    if (!built.ok) throw new Error(JSON.stringify(built.problems));
    expect(listAttributions(built.article)).toEqual([
      'direct said | she | said | “We will wait,” … “but not for ever.” | Ilse Vang | 2031-03-14',
      'indirect denied | The harbour board | denied | it was late | harbour board | -',
      'direct said | - | - | “Never.” | - | - | optional',
    ]);
  });
});
