// Who is the subject of a saying where parsers lose it, and where what was said ends: on invented sentences.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

/** "source | cue | content" of each attribution, parts of a content joined by "…". */
const extract = (text: string): string[] =>
  extractor.extract({ text }).map(({ source, cue, content }) =>
    [source, cue, ...(content.length > 0 ? [null] : [])]
      .slice(0, 2)
      .map((span) => (span ? text.slice(span.start, span.end) : '-'))
      .concat(content.map(({ start, end }) => text.slice(start, end)).join(' … '))
      .join(' | '),
  );

const CASES: Record<string, [string, string[]][]> = {
  'possessors do not speak': [
    [
      'Maroun-Vale’s office stressed on Tuesday that the truce still held.',
      ['Maroun-Vale’s office | stressed | the truce still held'],
    ],
    [
      "Lowan-Berg's spokeswoman, Ada Tarn, denied that he had ever seen the letter.",
      ["Lowan-Berg's spokeswoman, Ada Tarn | denied | he had ever seen the letter"],
    ],
  ],
  'one of several': [
    [
      'One of them cautions that Gorland has yet to accept the date.',
      ['One of them | cautions | Gorland has yet to accept the date'],
    ],
    ['“It is not cheap at all,” one of them said.', ['one of them | said | “It is not cheap at all,”']],
  ],
  'a relative clause before the verb': [
    [
      'Premier Stellan Okoro, whose country takes over the bridge in July, urged both sides to accept a judge.',
      ['Premier Stellan Okoro | urged | both sides to accept a judge'],
    ],
  ],
  'ages and selves': [
    [
      'The 61-year-old thanked a pilot who had steered the barge.',
      ['The 61-year-old | thanked | a pilot who had steered the barge'],
    ],
    ['“The sea speaks to us,” said the 63-year-old.', ['the 63-year-old | said | “The sea speaks to us,”']],
    [
      'Ada Vale, 44, accused the guild of selling barges by the kilo.',
      ['Ada Vale | accused | the guild of selling barges by the kilo'],
    ],
    ['The mayor herself said the pier was safe.', ['The mayor herself | said | the pier was safe']],
  ],
  'names after nouns': [
    [
      '‘There was no goat,’ said roof mender Bo Tarn, 45.',
      ['roof mender Bo Tarn, 45 | said | ‘There was no goat,’'],
    ],
    [
      'State-owned carrier Norair said in a statement it would lease nine planes to cut the delays.',
      ['State-owned carrier Norair | said | it would lease nine planes to cut the delays'],
    ],
    [
      'Environmental group Fair Tide called the quay “a monument to mud” and vowed to stop it.',
      [
        'Environmental group Fair Tide | called | the quay “a monument to mud”',
        'Environmental group Fair Tide | vowed | to stop it',
      ],
    ],
  ],
  'lost subjects': [
    [
      'A pilot who advises both ports cautioned that the buoys were “still in their boxes”.',
      ['A pilot | cautioned | the buoys were “still in their boxes”'],
    ],
    [
      'Two envoys briefed on the talks said Lisk had agreed to open the pass.',
      ['Two envoys | said | Lisk had agreed to open the pass'],
    ],
    [
      'Norovan Prime Minister Bo Tarn had on Monday urged Lisk to “count to ten”.',
      ['Norovan Prime Minister Bo Tarn | urged | Lisk to “count to ten”'],
    ],
    [
      'The head of the bank, Mei Tarn, expressed “warm support” for a pause, but warned that the budget could suffer.',
      [
        'The head of the bank, Mei Tarn | expressed | “warm support” for a pause',
        'The head of the bank, Mei Tarn | warned | the budget could suffer',
      ],
    ],
    [
      'On the terrace, the premier of the Orm Isles, Bo Tarn-Reyes, complained about the price of tea and, more seriously, accused the larger ports of treating the union as “a photograph”.',
      [
        'the premier of the Orm Isles, Bo Tarn-Reyes | complained about | the price of tea',
        'the premier of the Orm Isles, Bo Tarn-Reyes | accused | the larger ports of treating the union as “a photograph”',
      ],
    ],
  ],
  'verbs at the end': [
    [
      'Bread is a third cheaper on one side and tea on the other, notes Ada Tarn.',
      ['Ada Tarn | notes | Bread is a third cheaper on one side and tea on the other'],
    ],
    [
      'The school got new books in May, says the head teacher, Ada Tarn.',
      ['the head teacher, Ada Tarn | says | The school got new books in May'],
    ],
  ],
  'verbs with an object at the end': [
    [
      'Bo Tarn, who leads the list, demanded the envoy’s recall.',
      ['Bo Tarn | demanded | the envoy’s recall'],
    ],
  ],
  'noun phrases': [
    [
      'Aid workers reported “grave” shortages of water and fuel.',
      ['Aid workers | reported | “grave” shortages of water and fuel'],
    ],
    [
      'The general said he had slept and blamed the deaths on a gang called the Brothers.',
      [
        'The general | said | he had slept',
        'The general | blamed | the deaths on a gang called the Brothers',
      ],
    ],
  ],
  'documents and who made them': [
    [
      'Two of the boats left the area this morning, according to tracking data seen by the Courier.',
      ['tracking data seen by the Courier | according to | Two of the boats left the area this morning'],
    ],
    [
      'According to a tally kept by delegates, six members favour it.',
      ['a tally kept by delegates | According to | six members favour it'],
    ],
    [
      'Ports owe the town two million crowns, according to figures released by the council last month.',
      ['figures released by the council | according to | Ports owe the town two million crowns'],
    ],
  ],
  'subjects behind commas': [
    [
      'The admiral, now retired, insisted that he bore no grudge.',
      ['The admiral | insisted | he bore no grudge'],
    ],
    [
      'Its chairwoman, Ada Tarn-Vale, assured delegates that the dust stirred up by the machines would settle within hours.',
      [
        'Its chairwoman, Ada Tarn-Vale | assured | the dust stirred up by the machines would settle within hours',
      ],
    ],
    [
      'Traders note that Lisk buys most of its salt from Orm.',
      ['Traders | note | Lisk buys most of its salt from Orm'],
    ],
    [
      '“Nobody looked at the names,” one of the three said.',
      ['one of the three | said | “Nobody looked at the names,”'],
    ],
    ['“It was chaos,” gasped waitress Ada Tarn, 23.', ['waitress Ada Tarn | gasped | “It was chaos,”']],
  ],
  'what verbs take': [
    [
      'Norova has repeatedly accused neighbouring Lisk of arming smugglers.',
      ['Norova | has repeatedly accused | neighbouring Lisk of arming smugglers'],
    ],
    [
      'She has demanded a corridor free of duties for everyone who lives by the river.',
      ['She | has demanded | a corridor free of duties for everyone who lives by the river'],
    ],
    ['He demanded entry by Sunday.', ['He | demanded | entry by Sunday']],
    [
      'The envoy welcomed the plan, urging both sides “to count to ten”.',
      ['The envoy | welcomed | the plan', 'The envoy | urging | both sides “to count to ten”'],
    ],
  ],
  'whoever passed a saying on is not its source': [
    [
      'The envoy has demanded an apology in writing, according to a friend.',
      ['The envoy | has demanded | an apology in writing'],
    ],
    ['They talked about goats, a waiter reported.', ['a waiter | reported | They talked about goats']],
    [
      "Lisk's defence ministry said on Monday its guards had sunk a raft, the Orm News Agency reported.",
      ["Lisk's defence ministry | said | its guards had sunk a raft"],
    ],
  ],
  'where content ends': [
    [
      'Norova on Friday ordered the ambassador of Lisk to leave the country, after a court found that he had lied.',
      ['Norova | ordered | the ambassador of Lisk to leave the country', 'a court | found | he had lied'],
    ],
    [
      'Norova denied supplying rafts to smugglers, two days after a paper published the invoices.',
      ['Norova | denied | supplying rafts to smugglers'],
    ],
    [
      'The spokesman told reporters the raid was “unacceptable”, but stopped short of calling for a ban.',
      ['The spokesman | told | the raid was “unacceptable”'],
    ],
    [
      'Hexen denied any role and threatened to sue.',
      ['Hexen | denied | any role', 'Hexen | threatened | to sue'],
    ],
  ],
  'what nobody said': [
    ['The lawyer did not say whether the firm had asked who owned it.', []],
    ['If the court were to say that the vote was void, a new one would be held.', []],
    ['She laughed, ordering tea.', []],
    ['A banner over the gate read “One People, One Shovel.”', []],
    ['The minister asked to be quoted with care.', []],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s', (text, expected) => {
    expect(extract(text)).toEqual(expected);
  });
});
