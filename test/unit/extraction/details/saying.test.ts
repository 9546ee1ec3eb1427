// Medium, addressee, office and reporters, as written, by sentences.
import { describe, expect, it } from 'vitest';
import { isOutlet } from '../../../../lambdas/core/extraction/details/medium.ts';
import { compileSayingWords } from '../../../../lambdas/core/extraction/details/sayings.ts';
import type { Span } from '../../../../lambdas/core/text/span.ts';
import data from '../../../../lambdas/models/en/sayings.json' with { type: 'json' };
import { loadExtractor } from '../../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();
const read = (text: string) => {
  const [found] = extractor.extract({ text, publishedAt: '2031-03-14' });
  if (!found) throw new Error(`no attribution in: ${text}`);
  const slice = (span: Span | null) => (span ? text.slice(span.start, span.end) : null);
  return {
    medium: slice(found.medium),
    addressee: slice(found.addressee),
    office: slice(found.office),
    source: slice(found.source),
    reporters: found.reporters.map(({ source, cue }) => [slice(source), slice(cue)]),
  };
};

describe('the medium or venue', () => {
  it.each([
    ['In a post on X, the minister wrote that the talks were over.', 'In a post on X'],
    ['The minister wrote on Telegram: “The pier is closed.”', 'on Telegram'],
    ['In a statement on Wednesday, the embassy said the leak was deliberate.', 'In a statement'],
    [
      'Ola Brekke said at a news conference in Lisk on Friday that the talks were over.',
      'at a news conference in Lisk',
    ],
    ['The talks were over, Ola Brekke said by phone.', 'by phone'],
    ['Speaking to reporters in Lisk on Tuesday, Ola Brekke said the talks were over.', 'in Lisk'],
    ['“We are ready,” Ola Brekke told Fox News.', 'told Fox News'],
    ['“We are ready,” Ola Brekke told Fox News in an interview on Friday.', 'in an interview'],
    [
      '“It was cold,” Ola Brekke said on the sidelines of the summit in Lisk.',
      'on the sidelines of the summit in Lisk',
    ],
    ['The spokesman said in response to a question that nothing had changed.', null],
    ['Ola Brekke said in Russian that the talks were over.', null],
    ['Ola Brekke said that the talks in Lisk were over.', null],
    ['Ola Brekke said in an op-ed for the Lisk Post that it was late.', 'in an op-ed'],
    ['In Europe, exit polls suggested that voters were tired.', null],
  ])('%s', (text, medium) => {
    expect(read(text).medium).toBe(medium);
  });
});

describe('the addressee', () => {
  it.each([
    ['The envoy told reporters on Thursday that the pass was open.', 'reporters'],
    ['“We are ready,” Ola Brekke told Fox News in an interview on Friday.', 'Fox News'],
    ['Ola Brekke explained to lawmakers that the pier was closed.', 'lawmakers'],
    ['Speaking to reporters in Lisk on Tuesday, Ola Brekke said the talks were over.', 'reporters'],
    ['The president promised Mira Tol that the pier would be rebuilt.', 'Mira Tol'],
    ['“We are ready,” he said to applause.', null],
    ['The council condemned the raid.', null],
    ['Ola Brekke proclaimed to a cheering crowd that the war was over.', 'a cheering crowd'],
    ['She told the story of how he had lost the boat.', null],
  ])('%s', (text, addressee) => {
    expect(read(text).addressee).toBe(addressee);
  });
});

describe('the office', () => {
  it.each([
    ['Foreign Minister Ola Brekke said the pier was safe.', 'Foreign Minister'],
    ['Ola Brekke, the Norovan foreign minister, said the pier was safe.', 'Norovan foreign minister'],
    ['Ola Brekke said the pier was safe.', null],
    ['Four industry sources said the pier was safe.', null],
    ['A supporter of hers said the pier was safe.', null],
  ])('%s', (text, office) => {
    expect(read(text).office).toBe(office);
  });
});

describe('the chain of reporters', () => {
  it.each([
    [
      'Ola Brekke was quoted by the news agency as saying that the wells were safe.',
      'Ola Brekke',
      'the news agency',
      'quoted',
    ],
    [
      'The newspaper quoted Ola Brekke as saying that the wells were safe.',
      'Ola Brekke',
      'The newspaper',
      'quoted',
    ],
    ['The wells were safe, Ola Brekke was quoted as saying by MTR.', 'Ola Brekke', 'MTR', 'quoted'],
    ['The wells were safe, Interfax cited Mr Brekke as saying.', 'Mr Brekke', 'Interfax', 'cited'],
    [
      '“We are safe,” the MTR news agency quoted her as telling guests.',
      'her',
      'the MTR news agency',
      'quoted',
    ],
    [
      'The wells were safe, Tasnim reported, quoting Minister Ola Brekke.',
      'Minister Ola Brekke',
      'Tasnim',
      'reported',
    ],
    ['According to Interfax, Ola Brekke said the wells were safe.', 'Ola Brekke', 'Interfax', 'According to'],
    [
      'The wells were safe, the ministry said, the news agency MTR reported.',
      'the ministry',
      'the news agency MTR',
      'reported',
    ],
    [
      'The wells were safe, Ola Brekke told guests, according to Reuters.',
      'Ola Brekke',
      'Reuters',
      'according to',
    ],
    ['Norova offered to mediate, Lisknews reported.', 'Norova', 'Lisknews', 'reported'],
    ['Xinhua reported that Ola Brekke said the wells were safe.', 'Ola Brekke', 'Xinhua', 'reported'],
    [
      'Ola Brekke met them in Lisk, urging them to lift the siege, Al Jazeera reported.',
      'Ola Brekke',
      'Al Jazeera',
      'reported',
    ],
    [
      'The minister said on Monday that the wells were safe, officials who attended his briefing said.',
      'The minister',
      'officials',
      'said',
    ],
    ['“We are safe,” Ola Brekke said, two guests told Reuters.', 'Ola Brekke', 'two guests', 'told'],
    [
      'The wells were safe, Ola Brekke said in remarks carried by state television.',
      'Ola Brekke',
      'state television',
      'carried',
    ],
    [
      'Reuters reported on Friday, citing two officials, that the pass was open.',
      'two officials',
      'Reuters',
      'reported',
    ],
  ])('%s', (text, source, reporter, cue) => {
    const found = read(text);
    expect(found.source).toBe(source);
    expect(found.reporters).toEqual([[reporter, cue]]);
  });

  it('is empty where nobody passed it on', () => {
    expect(read('The government, citing safety concerns, said the port would close.').reporters).toEqual([]);
    expect(read('Ola Brekke said the pier was safe.').reporters).toEqual([]);
  });
});

describe('an outlet', () => {
  const words = compileSayingWords(data);

  it.each(['Fox News', 'the state news agency', 'this newspaper', 'Radio Lisk', 'the Lisk Times', 'Reuters'])(
    '%s',
    (name) => {
      expect(isOutlet(name, words)).toBe(true);
    },
  );

  it.each(['reporters', 'the council', 'Ola Brekke', 'a newspaper editor', 'parliament'])(
    'not %s',
    (name) => {
      expect(isOutlet(name, words)).toBe(false);
    },
  );
});
