// The rules, each on invented sentences: who, by which cue, said what, in which type and stance.
import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../../lambdas/core/extraction/attribution.ts';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

interface Expected {
  readonly source?: string;
  readonly content?: readonly string[];
  readonly cue?: string;
  readonly type?: Attribution['type'];
  readonly stance?: Attribution['stance'];
}

function extract(text: string) {
  const words = (span: { start: number; end: number } | null): string =>
    span ? text.slice(span.start, span.end) : '';
  return extractor.extract({ text }).map((found) => ({
    source: words(found.source),
    content: found.content.map(words),
    cue: words(found.cue),
    type: found.type,
    stance: found.stance,
    by: found.by[0],
  }));
}

const CASES: Record<string, [string, Expected[]][]> = {
  'content after its verb': [
    [
      'The harbour master said that the pier was safe.',
      [
        {
          source: 'The harbour master',
          cue: 'said',
          content: ['the pier was safe'],
          type: 'indirect',
          stance: 'said',
        },
      ],
    ],
    ['She said the pier was safe.', [{ source: 'She', content: ['the pier was safe'] }]],
    [
      'Minister Ilse Vang told reporters on Friday that the pier was safe.',
      [{ source: 'Minister Ilse Vang', cue: 'told', content: ['the pier was safe'] }],
    ],
    [
      'Vang warned that the pier was “a trap for the unwary”.',
      [
        {
          source: 'Vang',
          content: ['the pier was “a trap for the unwary”'],
          type: 'mixed',
          stance: 'warned',
        },
      ],
    ],
    [
      'The mayor said: “We shall rebuild every house.”',
      [{ source: 'The mayor', content: ['“We shall rebuild every house.”'], type: 'direct' }],
    ],
    [
      'The guild denied that any boat had been sunk.',
      [{ source: 'The guild', content: ['any boat had been sunk'], stance: 'denied' }],
    ],
  ],
  'a quotation before its verb': [
    [
      '“We sail at dawn,” the captain said.',
      [{ source: 'the captain', content: ['“We sail at dawn,”'], type: 'direct' }],
    ],
    [
      '“We sail at dawn,” said Captain Bo Tarn, who had slept on board.',
      [{ source: 'Captain Bo Tarn', content: ['“We sail at dawn,”'] }],
    ],
    [
      '“We sail at dawn,” the captain said. “Nobody will stop us this time.”',
      [{ source: 'the captain', content: ['“We sail at dawn,”', '“Nobody will stop us this time.”'] }],
    ],
    [
      '“The winter,” she said, “was the longest that we have known.”',
      [{ source: 'she', content: ['“The winter,”', '“was the longest that we have known.”'] }],
    ],
  ],
  'an attribution set off by commas': [
    [
      'The pass would stay shut until spring, the ministry said.',
      [{ source: 'the ministry', content: ['The pass would stay shut until spring'] }],
    ],
    [
      'The pass, the minister said, would stay shut.',
      [{ source: 'the minister', content: ['The pass', 'would stay shut'] }],
    ],
  ],
  'according to': [
    [
      'According to the engineers, the bridge was sound.',
      [{ source: 'the engineers', cue: 'According to', content: ['the bridge was sound'] }],
    ],
    [
      'The bridge was sound, according to the engineers.',
      [{ source: 'the engineers', content: ['The bridge was sound'] }],
    ],
  ],
  'a clause with as': [
    [
      'As the mayor noted, the bridge was sound.',
      [{ source: 'the mayor', cue: 'noted', content: ['the bridge was sound'] }],
    ],
  ],
  'what somebody is called': [
    [
      'The envoy called the draft “a trap”.',
      [{ source: 'The envoy', content: ['the draft “a trap”'], type: 'mixed' }],
    ],
    ['She described the talks as useful.', [{ source: 'She', content: ['the talks as useful'] }]],
  ],
  'what somebody should do': [
    [
      'The council urged both sides to hold their fire.',
      [{ source: 'The council', content: ['both sides to hold their fire'], stance: 'urged' }],
    ],
  ],
  'what somebody will do': [
    [
      'The premier promised to reopen the pass.',
      [{ source: 'The premier', content: ['to reopen the pass'], stance: 'promised' }],
    ],
  ],
  'content after a preposition': [
    [
      'The union called for a new election.',
      [{ source: 'The union', cue: 'called for', content: ['a new election'], stance: 'demanded' }],
    ],
    [
      'The envoy accused the ministry of hiding the report.',
      [{ source: 'The envoy', content: ['the ministry of hiding the report'], stance: 'accused' }],
    ],
  ],
  'a noun phrase': [
    ['The party condemned the raid.', [{ source: 'The party', content: ['the raid'], stance: 'condemned' }]],
  ],
  'a passive': [
    [
      'The raid was condemned by the party.',
      [{ source: 'the party', content: ['The raid'], stance: 'condemned' }],
    ],
  ],
  'two cues of one speaker': [
    [
      'The minister said the pass was open, adding that no toll would be asked.',
      [
        { source: 'The minister', content: ['the pass was open'] },
        { source: 'The minister', cue: 'adding', content: ['no toll would be asked'] },
      ],
    ],
  ],
  'a second cue whose verb was taken for a participle': [
    [
      'The harbour board denied that its pilots had left the quay and accused the dockers of lying.',
      [
        { source: 'The harbour board', content: ['its pilots had left the quay'], stance: 'denied' },
        { source: 'The harbour board', content: ['the dockers of lying'], stance: 'accused' },
      ],
    ],
    [
      'The mayor, Ilse Vang, accused ministers of hiding the plan.',
      [{ source: 'The mayor, Ilse Vang', content: ['ministers of hiding the plan'] }],
    ],
    [
      'She appealed for calm and invited the pilots to a hearing.',
      [{ source: 'She', cue: 'appealed for', content: ['calm'] }],
    ],
  ],
  'a participle after while': [
    [
      'The premier conceded that the dam had leaked, while insisting that the town was “perfectly dry”.',
      [
        { source: 'The premier', content: ['the dam had leaked'] },
        { source: 'The premier', cue: 'insisting', content: ['the town was “perfectly dry”'] },
      ],
    ],
  ],
  'a cue of several words': [
    [
      'The minister made it clear that the pass would stay shut.',
      [{ source: 'The minister', cue: 'made it clear', content: ['the pass would stay shut'] }],
    ],
    [
      'Aides let slip that the premier had been ill.',
      [{ source: 'Aides', cue: 'let slip', content: ['the premier had been ill'] }],
    ],
    [
      'She paid tribute to the fishermen of Lisk.',
      [{ source: 'She', content: ['the fishermen of Lisk'], stance: 'praised' }],
    ],
    ['The ministry put the cost at two million crowns.', [{ content: ['the cost at two million crowns'] }]],
  ],
  'a clause after a phrase that says where': [
    [
      'The envoy wrote in a letter to members dated 11 March that the boats had sunk.',
      [{ source: 'The envoy', content: ['the boats had sunk'] }],
    ],
  ],
  'a noun that sums the clause up': [
    [
      'The captain said the log had been burnt, a claim that nobody could check.',
      [{ source: 'The captain', content: ['the log had been burnt'] }],
    ],
  ],
  'a source that a clause parts from its verb': [
    [
      '“It floats,” Ilse Vang, the head of the yard and whose boat had sunk, told The Lisk Herald.',
      [{ source: 'Ilse Vang', content: ['“It floats,”'] }],
    ],
    [
      'The general, asked by a reporter whether he had slept, would only say: “There are many beds.”',
      [{ source: 'The general', cue: 'would only say', content: ['“There are many beds.”'] }],
    ],
    [
      '“We have nothing to add,” its chief, Bo Tarn, was quoted by the Lisk Herald as saying.',
      [{ content: ['“We have nothing to add,”'] }],
    ],
    [
      '“It floats,” fumed opposition leader Bo Tarn.',
      [{ source: 'opposition leader Bo Tarn', cue: 'fumed' }],
    ],
    ['Vang-Tarn shot back: “See you in court. Bring a boat.”', [{ cue: 'shot back' }]],
    ['Another was blunter: “They said nothing at all today.”', [{ source: 'Another' }]],
  ],
  'headlines that name the speaker beside a mark': [
    [
      'Fort will stay open: Vang\n\nThe fort was built by Ilse Vang in 1990.',
      [{ source: 'Vang', content: ['Fort will stay open'] }],
    ],
    [
      'Rebels must lay down arms – UN envoy\n\nThe talks in Lisk went on.',
      [{ source: 'UN envoy', content: ['Rebels must lay down arms'] }],
    ],
    [
      'Harbour master: ‘We will not bow to pressure’\n\nThe talks in Lisk went on.',
      [{ source: 'Harbour master', content: ['‘We will not bow to pressure’'], type: 'direct' }],
    ],
    ['Lisk: what comes after the fire?\n\nThe talks in Lisk went on.', []],
    ['Fire in the port: a night of fear\n\nThe talks in Lisk went on.', []],
    ['(ATTN: UPDATES with MTR report in paras 6-8)\n\nThe talks in Lisk went on.', []],
  ],
  'a verb that was taken for a preposition': [
    [
      'Spokeswoman Cheng Ruolan said China opposed “illegal sanctions that have no basis in law”.',
      [{ content: ['China opposed “illegal sanctions that have no basis in law”'], type: 'mixed' }],
    ],
  ],
  'names that go on to the verb': [
    [
      'Secretary of State Bo Tarn said the islanders released by the court were close to completing their sentences.',
      [{ source: 'Secretary of State Bo Tarn' }],
    ],
    ['TAIPEI, Dec. 19 (CNA) -- Minister Bo Tarn said it was over.', [{ source: 'Minister Bo Tarn' }]],
    ['Taipei, Dec. 19 (CNA) Minister Bo Tarn said it was over.', [{ source: 'Minister Bo Tarn' }]],
    ['Hanoi (VNA) – Minister Bo Tarn said it was over.', [{ source: 'Minister Bo Tarn' }]],
  ],
  'how and when, before what is condemned or welcomed': [
    ['The council condemned in the strongest terms the raid in Lisk.', [{ content: ['the raid in Lisk'] }]],
    ['Norova condemned in the strongest possible terms the raid.', [{ content: ['the raid'] }]],
    ['The minister welcomed on Monday the release of the crew.', [{ content: ['the release of the crew'] }]],
  ],
  'nothing that was said, and nothing had changed': [
    ['The envoy said nothing had changed.', [{ content: ['nothing had changed'] }]],
    ['The envoy said nothing of the raid.', []],
    ['A young woman asked the envoy about the raid.', []],
    [
      '“It is a farce,” Bo Tarn said, referring to the vote in parliament.',
      [{ content: ['“It is a farce,”'] }],
    ],
    ['Her rhetoric has called attention to the plight of farmers.', []],
    ['The plane has left, according to flight tracking data.', [{ source: 'flight tracking data' }]],
    ['The tanker left in May, according to ship-tracking data.', [{ source: 'ship-tracking data' }]],
    ['Bo Tarn wrote that it had left, citing the anonymous source.', [{ content: ['it had left'] }]],
    ['The plant was damaged, as cited by TASS.', [{ source: 'TASS', content: ['The plant was damaged'] }]],
    ['“It was late,” Rep. Jim Tarn (D-Wash.) told reporters.', [{ source: 'Rep. Jim Tarn' }]],
    [
      'Bo Tarn, the governor, updated on Telegram that crews were on the way.',
      [{ source: 'Bo Tarn', content: ['crews were on the way'] }],
    ],
  ],
  'a noun that names the statement': [
    [
      'Velmark’s insistence that the cameras were taken down for repair has been met with doubt.',
      [{ source: 'Velmark', cue: 'insistence', content: ['the cameras were taken down for repair'] }],
    ],
    [
      'His assurance on Tuesday that he had “no quarrel with anybody” was welcome.',
      [{ source: 'His', content: ['he had “no quarrel with anybody”'], stance: 'promised' }],
    ],
    [
      'The inspector’s assessment was that the boat had been built at home.',
      [{ source: 'The inspector', content: ['the boat had been built at home'] }],
    ],
    ['Ilse Vang renewed her call for a new vote.', [{ source: 'her', content: ['a new vote'] }]],
    ['His prediction: another year of rain.', [{ source: 'His', content: ['another year of rain'] }]],
  ],
  'a phrase with view or account': [
    [
      'In her view, the likeliest explanation is poor bookkeeping.',
      [{ source: 'her', content: ['the likeliest explanation is poor bookkeeping'] }],
    ],
    [
      'By one former pilot’s account, a second log had existed.',
      [{ source: 'one former pilot', content: ['a second log had existed'] }],
    ],
    [
      'A small dam would be enough, in the opinion of Captain Bo Tarn.',
      [{ source: 'Captain Bo Tarn', content: ['A small dam would be enough'] }],
    ],
  ],
  'a clause that the parser hung elsewhere': [
    [
      'He told the Sentinel he had sold forty boats.',
      [{ source: 'He', content: ['he had sold forty boats'] }],
    ],
    [
      'His office said the remark referred to fishing boats.',
      [{ source: 'His office', content: ['the remark referred to fishing boats'] }],
    ],
    [
      'The budget office said about half of the rise in its estimates reflected lost fees.',
      [{ content: ['about half of the rise in its estimates reflected lost fees'] }],
    ],
    [
      'Nobody, he claimed, had been paid since April.',
      [{ source: 'he', content: ['Nobody', 'had been paid since April'] }],
    ],
    [
      'In 2029 the two towns came close to an agreement, three people who were in the room recall.',
      [{ source: 'three people who were in the room' }],
    ],
  ],
  'objects of verbs that deny, find and count': [
    ['The firm denied the reports.', [{ source: 'The firm', content: ['the reports'], stance: 'denied' }]],
    [
      'The mayor rejected the idea that anybody had drowned.',
      [{ source: 'The mayor', content: ['the idea that anybody had drowned'], stance: 'denied' }],
    ],
    ['The poll found 47 percent in favour of the dam.', [{ source: 'The poll' }]],
    [
      'He calls for a new pier; the mayor wants a bridge.',
      [{ source: 'He', cue: 'calls for', content: ['a new pier'] }],
    ],
  ],
  'subjects behind a relative clause': [
    [
      'Two envoys who follow the ministry’s work disputed that account.',
      [{ source: 'Two envoys', content: ['that account'] }],
    ],
    [
      'Negotiator Bo Tarn, who left after the vote, accused them of arson.',
      [{ source: 'Negotiator Bo Tarn', content: ['them of arson'] }],
    ],
  ],
  'what goes on with the object': [
    [
      'A spokesman, Bo Tarn, expressed disappointment at the outcome.',
      [{ source: 'A spokesman, Bo Tarn', content: ['disappointment at the outcome'] }],
    ],
    [
      'The union condemned the raid in an interview on Friday.',
      [{ source: 'The union', content: ['the raid'] }],
    ],
  ],
  'two verbs of what somebody said': [
    [
      'Two aides said she would settle the matter and had asked Bo Tarn to travel to Lisk.',
      [
        {
          source: 'Two aides',
          content: ['she would settle the matter and had asked Bo Tarn to travel to Lisk'],
        },
      ],
    ],
    [
      'Tarn left early, arguing that the matter was closed and insisting that the boats would sail.',
      [
        { cue: 'arguing', content: ['the matter was closed'] },
        { cue: 'insisting', content: ['the boats would sail'] },
      ],
    ],
  ],
  'a saying that somebody passed on': [
    [
      'The envoy told the mayor that the dam was unsafe, according to a ministry statement.',
      [{ source: 'The envoy', cue: 'told', content: ['the dam was unsafe'] }],
    ],
    [
      'The guards had demanded that the drivers pay a fee, according to two of the drivers.',
      [{ source: 'two of the drivers', cue: 'according to' }],
    ],
  ],
  'a name after a dateline': [
    [
      'LISK, Velmark (AIP) — Opposition leader Bo Tarn said the dam was unsafe.',
      [{ source: 'Opposition leader Bo Tarn' }],
    ],
    ['date 2031-03-14 Velmark on Friday said the dam was unsafe.', [{ source: 'Velmark' }]],
  ],
  'a name that was taken for a conjunction': [
    [
      'Witkoff visited Lisk and told relatives of sailors held in Ardle that the town would pay.',
      [{ source: 'Witkoff', content: ['the town would pay'] }],
    ],
  ],
  'a dash': [
    [
      'She said the deal was “a trap” – language that she had used before.',
      [{ source: 'She', content: ['the deal was “a trap”'] }],
    ],
    [
      'She said the deal was a trap – the third of its kind.',
      [{ source: 'She', content: ['the deal was a trap – the third of its kind'] }],
    ],
  ],
  'a subject before the saying, its verb behind it': [
    [
      'Five gates, she said when his remarks were read to her, “do not fail in the same minute”.',
      [{ source: 'she', content: ['Five gates', '“do not fail in the same minute”'] }],
    ],
    [
      'A minimum service, said Ms Tarn, was “what passengers have been getting for years”.',
      [
        {
          source: 'Ms Tarn',
          content: ['A minimum service', 'was “what passengers have been getting for years”'],
        },
      ],
    ],
  ],
  'the same, taken for what was said': [
    [
      'Five more names, he said when asked about the rest, "will follow within a week".',
      [{ source: 'he', content: ['Five more names', '"will follow within a week"'] }],
    ],
  ],
  'an attribution between a clause and its end': [
    [
      'Production tests would continue, added the company, as long as boats could reach the platform.',
      [
        {
          source: 'the company',
          content: ['Production tests would continue', 'as long as boats could reach the platform'],
        },
      ],
    ],
    [
      'The river would rise again, predicted the engineer, “but not as high”.',
      [{ source: 'the engineer', content: ['The river would rise again', '“but not as high”'] }],
    ],
    [
      'The job was never offered to him, he explains; one winter the old man simply stayed in bed.',
      [{ source: 'he', content: ['The job was never offered to him'] }],
    ],
  ],
  'what is offered by saying so': [
    [
      'Prime Minister Bo Tarn offered compensation to the families.',
      [{ source: 'Prime Minister Bo Tarn', content: ['compensation to the families'] }],
    ],
    ['The minister offered 40 million crowns for retraining.', [{ source: 'The minister' }]],
    ['The bridge offers a view of the harbour.', []],
    ['The school offered courses in French.', []],
  ],
  'what would be said only': [
    [
      'Tarn would say only that the maps were “too clean”.',
      [{ source: 'Tarn', content: ['the maps were “too clean”'] }],
    ],
  ],
  'two subjects of one inverted saying': [
    [
      'Lisk, which buys most of its salt from Velmark, lifted its objections only after it was granted a delay, said two envoys.',
      [
        {
          source: 'two envoys',
          content: [
            'Lisk, which buys most of its salt from Velmark, lifted its objections only after it was granted a delay',
          ],
        },
      ],
    ],
  ],
  'a plural verb at the end that looks like a noun': [
    [
      'The duty would cost the valley 31 million crowns in its first year, economists at Osk College estimate.',
      [
        {
          source: 'economists at Osk College',
          content: ['The duty would cost the valley 31 million crowns in its first year'],
        },
      ],
    ],
    ['It ended in a draw, a sad end.', []],
  ],
  'words that are somebody’s own': [
    [
      'The affair took seven months and ended, in the words of the joint statement, “to the satisfaction of all”.',
      [{ source: 'the joint statement', content: ['“to the satisfaction of all”'] }],
    ],
  ],
  'what goes on behind an attribution': [
    [
      'They hold, according to the customs log, “pumps and parts thereof”.',
      [{ source: 'the customs log', content: ['They hold', '“pumps and parts thereof”'] }],
    ],
    [
      'That was untrue, according to an aide: he had been telephoned twice.',
      [{ source: 'an aide', content: ['That was untrue', 'he had been telephoned twice'] }],
    ],
    [
      'With 97 per cent of ballots counted, according to the board, the bloc leads by 31,000 votes.',
      [
        {
          source: 'the board',
          content: ['With 97 per cent of ballots counted', 'the bloc leads by 31,000 votes'],
        },
      ],
    ],
    [
      'The Mirador had asked for an escort and “was told that the office closes at five”, the company said.',
      [
        {
          source: 'the company',
          content: ['The Mirador had asked for an escort and “was told that the office closes at five”'],
        },
      ],
    ],
  ],
  'the occasion on which something was said': [
    [
      'The prison service rejected reports of ill-treatment in a two-sentence notice on its website.',
      [{ content: ['reports of ill-treatment'] }],
    ],
  ],
  'an attribution inside what stands behind a semicolon': [
    [
      'Tarn rejected the criticism in a statement on her website; the owners, she said, had been warned.',
      [
        { source: 'Tarn', content: ['the criticism'] },
        { source: 'she', content: ['the owners', 'had been warned'] },
      ],
    ],
  ],
  'a list that ends in quotation marks': [
    [
      'She predicted a trial before the summer, a conviction within days and a pardon “once everyone has stopped shouting”.',
      [
        {
          content: [
            'a trial before the summer, a conviction within days and a pardon “once everyone has stopped shouting”',
          ],
        },
      ],
    ],
  ],
  'what was counted': [
    [
      'The observatory counted 26 hulls within 20 kilometres of the reef.',
      [{ source: 'The observatory', content: ['26 hulls within 20 kilometres of the reef'] }],
    ],
    ['The keeper counted the boats.', []],
  ],
  'what is ruled out, promised or likened': [
    ['Tarn ruled out resigning.', [{ source: 'Tarn', content: ['resigning'] }]],
    ['She has promised the gulls another fortnight.', [{ content: ['the gulls another fortnight'] }]],
    [
      'Tarn likened it to “a hotel in which the guests take the furniture”.',
      [{ content: ['it to “a hotel in which the guests take the furniture”'] }],
    ],
  ],
  'when it was said, between the verb and its preposition': [
    [
      'Its director, Bo Tarn, warned last week of “a graveyard with good weather reports”.',
      [{ content: ['“a graveyard with good weather reports”'] }],
    ],
  ],
  'those who are urged, told at length': [
    [
      'She urged everyone living below the railway line to sleep elsewhere until Sunday.',
      [{ content: ['everyone living below the railway line to sleep elsewhere until Sunday'] }],
    ],
  ],
  'no source': [
    ['Tolls would be divided according to the length of bank that each state holds.', []],
    ['By the end of that month the hospital had admitted 41, most of them under two.', []],
    ['Both asked for anonymity because they work for the state.', []],
    ['The mayor, in June, spoke of a trap.', [{ source: 'The mayor' }]],
  ],
  'a relative clause': [
    [
      'Captain Bo Tarn, who said the dam was unsafe, has left.',
      [{ source: 'who', content: ['the dam was unsafe'] }],
    ],
    [
      'The council read a letter that says the dam is unsafe.',
      [{ source: 'a letter', content: ['the dam is unsafe'] }],
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (_rule, cases) => {
  it.each(cases)('%s', (text, expected) => {
    const found = extract(text);
    expect(found).toEqual(expected.map((one) => expect.objectContaining(one)));
  });
});

describe('what is no statement', () => {
  it.each([
    'The minister declined to comment.',
    'She did not say whether the pass would open.',
    'The mayor has not confirmed that the bridge is sound.',
    'If he says that the pass is open, the drivers will laugh.',
    'The premier is expected to announce a new cabinet.',
    'Reporters asked the minister whether he would resign.',
    'Both sides agreed to meet in Lisk.',
    'Many residents believe that the well is dry.',
    'She hopes to open the second pier soon.',
    'He walked home along the river.',
    'The cabinet is due to announce a new timetable.',
    'The board has yet to say whether the pier will open.',
    'A spokeswoman would neither confirm nor deny the report.',
    'When pressed on dates, she smiled.',
    'The “silent rocks”, as pilots call them, are bare.',
    'Velmark recalled its ambassador.',
    'The collapse underscored how old the pier was.',
    'The police found a body in the harbour.',
    'Tarn has said little about the barrage.',
    'Not everyone blames Velmark.',
  ])('%s', (text) => {
    expect(extract(text)).toEqual([]);
  });

  it('gives beliefs only when asked for', () => {
    const text = 'Many residents believe that the well is dry.';
    expect(extractor.extract({ text })).toEqual([]);
    expect(extractor.extract({ text }, { beliefs: true })).toEqual([
      expect.objectContaining({ stance: 'believed' }),
    ]);
  });
});

describe('who passed a saying on', () => {
  it('is its reporter', () => {
    const text = 'The envoy told the mayor that the dam was unsafe, according to a ministry statement.';
    const [found] = extractor.extract({ text });
    expect(found?.reporters.map(({ source }) => source && text.slice(source.start, source.end))).toEqual([
      'a ministry statement',
    ]);
  });
});

describe('a relative pronoun', () => {
  it('resolves to the person it stands for', () => {
    const [found] = extractor.extract({ text: 'Captain Bo Tarn, who said the dam was unsafe, has left.' });
    expect(found?.speaker).toEqual({ id: 'bo-tarn', name: 'Bo Tarn' });
  });
});

describe('quotations without a cue of their own', () => {
  it('go on with the speaker of the paragraph before', () => {
    const text = '“We came by boat,” Tarn said.\n\n“We shall leave by boat as well, whatever the weather.”';
    expect(extract(text).map(({ source }) => source)).toEqual(['Tarn', 'Tarn']);
  });

  it('go on with whoever answered before an interviewer’s question', () => {
    const text =
      '“We came by boat,” Tarn said.\n\nDid the boat leak?\n\n“It leaked from the first day to the last.”';
    expect(extract(text).map(({ source }) => source)).toEqual(['Tarn', 'Tarn']);
    const told =
      '“We came by boat,” Tarn said.\n\nThe boat leaked.\n\n“It leaked from the first day to the last.”';
    expect(extract(told)).toHaveLength(1);
  });

  it('go on over paragraphs with the speech that they belong to, not with a saying told in it', () => {
    const text =
      '“We came by boat,” Tarn said. “Vang told us that it was safe.\n\n“We shall leave by boat as well.”';
    expect(
      extract(text)
        .find(({ source }) => source === 'Tarn')
        ?.content.at(-1),
    ).toContain('We shall leave');
  });

  it('belong to whoever closes the speech that they open', () => {
    const text = 'Vang walked in.\n\n“We came by boat.\n\n“We shall leave by boat,” Tarn said.';
    expect(extract(text)).toEqual([
      expect.objectContaining({
        source: 'Tarn',
        content: ['“We came by boat.\n\n“We shall leave by boat,”'],
      }),
    ]);
  });

  it('belong under their labels to whom the list introduces', () => {
    const text =
      'Senator Bo Tarn spoke for an hour. Highlights:\n- On the dam: “It will not hold another winter.”\n' +
      '- On the mayor: “He promised us a river and gave us a queue.”';
    expect(extract(text)).toEqual([
      expect.objectContaining({
        source: 'Senator Bo Tarn',
        content: ['“It will not hold another winter.”'],
        by: 'list',
      }),
      expect.objectContaining({
        source: 'Senator Bo Tarn',
        content: ['“He promised us a river and gave us a queue.”'],
        by: 'list',
      }),
    ]);
  });

  it('stay nobody’s under a label that nobody introduces', () => {
    expect(extract('The fair opens on Friday.\n\nOn the gate: “Mind the step and close the door.”')).toEqual(
      [],
    );
  });

  it('belong to whoever is announced by a colon', () => {
    const text = 'Vang put it in one sentence:\n\n“A harbour that nobody may enter is a lake with a view.”';
    expect(extract(text)).toEqual([expect.objectContaining({ source: 'Vang', by: 'colon' })]);
  });

  it('belong to the name in a label, and in a list by topics to whom the list is about', () => {
    const label = 'Envoy Petru Vance of Kessel Island: “The map is not the problem at all.”';
    expect(extract(label)).toEqual([
      expect.objectContaining({ source: 'Envoy Petru Vance of Kessel Island', by: 'label' }),
    ]);
    const list =
      'Senator Vang spoke for an hour. Highlights:\n- On fuel: “The money did not disappear.” \n- On rain: “It fell on all of us alike.”';
    expect(extract(list).map(({ source, by }) => [source, by])).toEqual([
      ['Senator Vang', 'list'],
      ['Senator Vang', 'list'],
    ]);
    expect(extract('Read more: “The map is not the problem at all.”')).toEqual([]);
  });

  it('are left alone when they are titles or single words', () => {
    expect(extract('The play “The Long Way Home” opens on Friday. Its “star” is a dog.')).toEqual([]);
  });
});

describe('transcripts', () => {
  const text = [
    'Q: Is the pier safe?',
    'MS. VANG: The pier is safe. I walked on it this morning.',
    'Q: Will it stay open?',
    'MS. VANG: It will stay open until the first storm.',
  ].join('\n\n');

  it('give the turns of those who answer, word for word', () => {
    expect(extract(text)).toEqual([
      expect.objectContaining({
        source: 'MS. VANG',
        type: 'direct',
        content: ['The pier is safe. I walked on it this morning.'],
      }),
      expect.objectContaining({
        source: 'MS. VANG',
        type: 'direct',
        content: ['It will stay open until the first storm.'],
      }),
    ]);
  });
});

describe('briefings', () => {
  it('keep what is said by whoever answers all the others, and names out of brackets', () => {
    const text = [
      'DR ADA VALE (Office of the Harbour Commissioner for the Northern Isles of Osk): We opened the pier today.',
      'Osk Review: What does it cost?',
      'DR ADA VALE: It costs less than we feared it would.',
      'The Courier: A follow-up. The envoy of Lisk called it a toy. Do you agree?',
      'DR ADA VALE: We do not comment on what envoys say of piers.',
      'OTV: The mayor has not been seen there. Will she come?',
      'DR ADA VALE: She was there on Monday, with her dog.',
    ].join('\n\n');
    const found = extract(text).filter(({ type }) => type === 'direct');
    expect(found.map(({ source }) => source)).toEqual([
      'DR ADA VALE',
      'DR ADA VALE',
      'DR ADA VALE',
      'DR ADA VALE',
    ]);
  });
});

describe('interviews between two', () => {
  const text = [
    'Osk Review: Governor, why now?',
    'Ilse Vang: Because there is nothing left to defend on this coast.',
    'OR: You sound angry.',
    'Vang: I am the daughter of a shopkeeper and know what a margin is.',
    'OR: Is it the programme of the lenders?',
    'Vang: It is ours, and was ours before they came.',
    'OR: Were they asked?',
    'Vang: They were asked, and answered in the spring.',
    'OR: Thank you, Governor.',
  ].join('\n\n');

  it('leave out whoever leads them, though not by questions alone', () => {
    const sources = extract(text).map(({ source }) => source);
    expect(sources).toEqual(['Ilse Vang', 'Vang', 'Vang', 'Vang']);
  });
});

describe('times, datelines and labels before a sentence', () => {
  it('are none of its source', () => {
    expect(extract('LISK, March 14 (Wire) – Mayor Olga Vang said no help had come.')).toEqual([
      expect.objectContaining({ source: 'Mayor Olga Vang' }),
    ]);
    expect(
      extract('LISK,\u00a0Norova,\u00a0March\u00a014\u00a0(Wire) – Olga Vang said no help had come.'),
    ).toEqual([expect.objectContaining({ source: 'Olga Vang' })]);
    const feed = '14:10 Delegates from both sides eat apart, the mediator says.';
    expect(extract(feed)).toEqual([expect.objectContaining({ source: 'the mediator' })]);
    expect(extract('REACTION: The opposition leader said the talks were a cruise.')).toEqual([
      expect.objectContaining({ source: 'The opposition leader' }),
    ]);
    expect(extract('QUESTION (Radio Sund): The minister said there would be rain.')).toEqual([
      expect.objectContaining({ source: 'The minister' }),
    ]);
  });
});

describe('hearsay', () => {
  it.each([
    ['Ada Vang is reported to have said that the ship was late.', 'Ada Vang', 'the ship was late'],
    ['The minister is understood to have told aides that he would go.', 'The minister', 'he would go'],
    ['Ada Vang was heard to say that it was late.', 'Ada Vang', 'it was late'],
  ])('%s', (text, source, content) => {
    expect(extract(text)).toEqual([expect.objectContaining({ source, content: [content] })]);
  });

  it.each([
    'The minister is believed to have told aides that he would go.',
    'The minister was reported to have been told that it was late.',
    'The minister is expected to say that it is late.',
  ])('is none: %s', (text) => {
    expect(extract(text)).toEqual([]);
  });
});

describe('a phrasal verb after a quotation', () => {
  it('has whoever stands behind its particle as its subject', () => {
    expect(extract('“Not yet,” chimed in Ada Stone.')).toEqual([
      expect.objectContaining({ source: 'Ada Stone', cue: 'chimed in', content: ['“Not yet,”'] }),
    ]);
  });
});

describe('links between paragraphs', () => {
  it('are nobody’s words', () => {
    expect(extract('Also read | Envoy slams the deal\n\nThe envoy left.')).toEqual([]);
  });
});

describe('whom a relative clause about a predicate noun means', () => {
  it.each([
    ['Igor Tarn is a veteran who has pledged to close the border.', 'Igor Tarn'],
    ['It was Igor Tarn who pledged to close the border.', 'Igor Tarn'],
  ])('%s', (text, name) => {
    expect(extractor.extract({ text })[0]?.speaker?.name).toBe(name);
  });
});
