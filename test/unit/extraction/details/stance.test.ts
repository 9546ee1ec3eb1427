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

  it.each([
    'The envoy rejected as false a report that the pass was open.',
    'The envoy rejected out of hand the idea that the pass was open.',
    'The envoy dismissed as “fantasy” the suggestion that she would resign.',
    'The envoy dismissed talk of a split.',
    'The envoy rejected any role in the raid.',
    'The envoy brushed aside claims that the pass was unsafe.',
    'The envoy laughed off the rumours.',
    'The envoy swatted away suggestions of a rift.',
    'The envoy shut down rumours that she would resign.',
    'The envoy put paid to rumours that she would resign.',
    'The envoy gave the lie to the story.',
    'The envoy pushed back against claims that the pass was unsafe.',
    'The envoy hit back at claims that the pass was unsafe.',
    'The envoy took issue with the claim that the pass was unsafe.',
    'The envoy took exception to the allegation.',
    'The envoy challenged the claim that the pass was unsafe.',
    'The envoy contested that finding in the courts.',
    'The envoy protested his innocence.',
    'The envoy has always maintained his innocence.',
    'The envoy pleaded not guilty to three counts of fraud.',
    'The embassy issued a denial of the report.',
    'The embassy issued a denial: “The pass has never been open.”',
    'The allegations were strongly denied by the envoy.',
    'He disputes the minutes on one point: according to him, the pass was open.',
  ])('of %j is denied', (text) => {
    expect(read(text)?.stance).toBe('denied');
  });

  it('is that of a challenge or an answer where nobody’s words are denied', () => {
    expect(read('The envoy challenged the mayor to a race.')?.stance).not.toBe('denied');
    expect(read('The captain maintained the pumps.')).toBeUndefined();
    expect(read('The envoy hit back at the mayor.')).toBeUndefined();
    expect(read('The envoy pleaded guilty to fraud.')?.stance).toBe('confirmed');
    expect(read('The envoy accepted the apology.')?.stance).toBe('agreed');
    expect(read('The envoy turned down the offer.')?.stance).toBe('other');
  });

  it('keeps the negation of a denial', () => {
    expect(read('The envoy did not deny that the pass was open.')?.negated).toBe(true);
    expect(read('The envoy denied that the pass was open.')?.negated).toBe(false);
  });
});
