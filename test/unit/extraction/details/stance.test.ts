// The stance of cues by the guidelines of test/corpus/README.md, in whole sentences.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();
const read = (text: string) => extractor.extract({ text, publishedAt: '2031-03-14' })[0];

describe('the stance', () => {
  it.each([
    ['The envoy said that the pass was open.', 'said'],
    ['The envoy reminded the council that the pass was open.', 'said'],
    ['The envoy reaffirmed that the pass was open.', 'said'],
    ['The envoy denied that the pass was open.', 'denied'],
    ['The envoy disputed the report of a raid.', 'denied'],
    ['The envoy rejected the allegation.', 'denied'],
    ['The envoy dismissed the report of a raid as a rumour.', 'denied'],
    ['The envoy rejected the proposal.', 'other'],
    ['The envoy ruled out a coalition with the council.', 'other'],
    ['The envoy did not deny that the pass was open.', 'confirmed'],
    ['The envoy acknowledged that the pass was open.', 'confirmed'],
    ['The envoy warned that the pass was unsafe.', 'warned'],
    ['The envoy threatened to close the pass.', 'threatened'],
    ['The envoy demanded an inquiry into the raid.', 'demanded'],
    ['The envoy vowed to open the pass.', 'promised'],
    ['The envoy pledged that the pass would open.', 'promised'],
    ['The envoy alleged that the council had lied.', 'accused'],
    ['The envoy accused the council of lying.', 'accused'],
    ['The envoy praised the council for its patience.', 'praised'],
    ['The envoy expressed gratitude to the council.', 'praised'],
    ['The envoy condemned the raid on the port.', 'condemned'],
    ['The envoy urged both sides to hold their fire.', 'urged'],
    ['The envoy agreed that the pass was unsafe.', 'agreed'],
    ['“It is late,” the envoy joked.', 'said'],
    ['The envoy lamented that the pass was closed.', 'other'],
  ])('of %j is %s', (text, stance) => {
    expect(read(text)?.stance).toBe(stance);
  });

  it('keeps the negation of a denial', () => {
    expect(read('The envoy did not deny that the pass was open.')?.negated).toBe(true);
    expect(read('The envoy denied that the pass was open.')?.negated).toBe(false);
  });
});
