// Where content starts and stops, and which sayings count, on invented sentences: "source | content … content".
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

/** One line for each attribution: source, then its content with the parts set off by dots. */
const extract = (text: string): string[] =>
  extractor.extract({ text }).map(({ source, content }) => {
    const words = content.map(({ start, end }) => text.slice(start, end)).join(' … ');
    return `${source ? text.slice(source.start, source.end) : '-'} | ${words}`;
  });

const CASES: Record<string, [string, ...string[]][]> = {
  'who speaks before or after a quotation without a verb of saying': [
    ['“No,” was all the minister would say.', 'the minister | “No,”'],
    ['“Never,” came the curt reply from the envoy of Lisk.', 'the envoy of Lisk | “Never,”'],
    ['“So be it,” was the envoy’s only answer.', 'the envoy | “So be it,”'],
    ['The envoy’s verdict: “It is a bridge to nowhere.”', 'The envoy | “It is a bridge to nowhere.”'],
    ['Her answer: “Ask me in June.”', 'Her | “Ask me in June.”'],
    ['Bo Tarn was defiant. “We shall go to court.”', 'Bo Tarn | “We shall go to court.”'],
    ['Bo Tarn smiled. “We shall see.”', 'Bo Tarn | “We shall see.”'],
    ['Bo Tarn was blunt: “It is over.”', 'Bo Tarn | “It is over.”'],
    ['The spokesman had this to say: “The door is open.”', 'The spokesman | “The door is open.”'],
    ['The night was cold. “The Long Sleep” hung over the bar.'],
  ],
  'what goes on behind an attribution': [
    [
      'The pier was safe, according to a harbour pilot, and its lamps had been lit since Sunday.',
      'a harbour pilot | The pier was safe … and its lamps had been lit since Sunday',
    ],
    [
      'The barge came too late, said Harbour Master Bo Tarn, because the canal had been closed in May.',
      'Harbour Master Bo Tarn | The barge came too late … because the canal had been closed in May',
    ],
    [
      'The maps were made in the town hall, its director, Ada Vale, said, and sent to the guild each month.',
      'its director, Ada Vale | The maps were made in the town hall … and sent to the guild each month',
    ],
    [
      'Both barges had been on a routine trip, a spokesman for the guild said at a briefing, and had “never” left the canal.',
      'a spokesman for the guild | Both barges had been on a routine trip … and had “never” left the canal',
    ],
    [
      'Such letters were read “on the ground floor”, he told state radio, and this one had been passed on.',
      'he | Such letters were read “on the ground floor” … and this one had been passed on',
    ],
    [
      'The pilots have dreamt of that pier for years, Ada Vale adds, “and they are trying hard not to smile”.',
      'Ada Vale | The pilots have dreamt of that pier for years … “and they are trying hard not to smile”',
    ],
    [
      'The town would not, the mayor cautioned, pay for a pier that it could not close.',
      'the mayor | The town would not … pay for a pier that it could not close',
    ],
    [
      'It may never be open for longer than that, according to a study by the guild.',
      'a study by the guild | It may never be open for longer than that',
    ],
    [
      'Bo Tarn said as he left the harbour that the barge had been empty since May.',
      'Bo Tarn | the barge had been empty since May',
    ],
    [
      'Ada Vale answered, when a clerk read this to her, that she had been asked twice.',
      'Ada Vale | she had been asked twice',
    ],
  ],
  'an apposition before the verb, a list before the next': [
    [
      'Forty-one of them are ill, its president, Ada Vale, warned, and six “will not see the spring”.',
      'its president, Ada Vale | Forty-one of them are ill … and six “will not see the spring”',
    ],
    [
      'The toll was never in doubt, the harbour minister, Hama Ag Rhissou, told state radio, and the bills had been sent.',
      'the harbour minister, Hama Ag Rhissou | The toll was never in doubt … and the bills had been sent',
    ],
    [
      'The board has called for the release of the barge, its crew and everyone on board and announced a session for May.',
      'The board | the release of the barge, its crew and everyone on board',
      'The board | a session for May',
    ],
    [
      'No date was set, with Ada Vale deflecting questions, arguing that the matter was too complex.',
      'Ada Vale | the matter was too complex',
    ],
    ['Lisk has for months called for tougher tolls on barges.', 'Lisk | tougher tolls on barges'],
    [
      '“The pier has taught them what it costs,” read an editorial in the Lisk daily Quay.',
      'an editorial in the Lisk daily Quay | “The pier has taught them what it costs,”',
    ],
  ],
  'nobody, nothing, neither': [
    ['The mayor had told nobody how he would vote.'],
    ['The goat said nothing and ate the cake.'],
    ['Neither her office nor the guild has confirmed that a list exists.'],
    ['Tarn, asked whether the pier might be sold, walked on without an answer.'],
  ],
  'a pronoun for what was said': [
    ['The guild denied this during the trial.', 'The guild | this'],
    ['The prison denied it; a nurse shook her head.', 'The prison | it'],
  ],
  'asked before it is answered': [['Asked which pier, the minister ended the call.']],
  'when and how somebody answered': [
    ['Lisk condemned the decision within the hour.', 'Lisk | the decision'],
    ['The mayor denied the story on Thursday evening.', 'The mayor | the story'],
    ['The guild dismissed the allegations in a two-line reply.', 'The guild | the allegations'],
    ['Bo Tarn rejected the allegation as soon as a clerk mentioned it.', 'Bo Tarn | the allegation'],
    [
      'The guild complained of “a campaign of drawings” after a puppet was carried past its gates.',
      'The guild | “a campaign of drawings”',
    ],
  ],
  'who said it where others passed it on': [
    [
      '“He counts like a child,” Bo Tarn told a dinner in Lisk, according to two people who were at it.',
      'Bo Tarn | “He counts like a child,”',
    ],
  ],
  'a source that opens the sentence with "according to"': [
    [
      'According to early counts of the ballots cast for the council and the mayor by Lisk Polls, most voters want a bridge.',
      'early counts of the ballots | most voters want a bridge',
    ],
    [
      'According to the newspaper, “the pier was closed for a day and nobody was told.”',
      'the newspaper | “the pier was closed for a day and nobody was told.”',
    ],
    [
      'In the words of Eluned Tarn, the council’s envoy, “nobody has shown me an order.”',
      'Eluned Tarn | “nobody has shown me an order.”',
    ],
    ['According to some in the port, the pier was “safe”.', 'some in the port | the pier was “safe”'],
    [
      'According to the harbour log, the mate had warned that the pier was unsafe.',
      'the harbour log | the mate had warned that the pier was unsafe',
    ],
    [
      'The wire reported that, according to the harbour log, half of the cargo was lost.',
      'The wire | according to the harbour log, half of the cargo was lost',
    ],
  ],
  'a sentence that goes on after the saying': [
    [
      'Although in May she said her decision was a mistake, at the hearing the mayor blamed nobody.',
      'she | her decision was a mistake',
    ],
    [
      'While the pilots say the pass must stay open, they differ on the fee.',
      'the pilots | the pass must stay open',
    ],
    [
      'Mr. Tarn, who said last week that the judge was biased against him, issued no statement.',
      'who | the judge was biased against him',
    ],
    [
      'Tarn says he met the envoy on Monday and asked him to stay.',
      'Tarn | he met the envoy on Monday and asked him to stay',
    ],
    ['The mayor said the pier was closed, but Vang did not say when.', 'The mayor | the pier was closed'],
    ['She said the pier was closed and would not identify the owner.', 'She | the pier was closed'],
    [
      'She agreed that it was usual to write a note, but could not recall whether that had been done.',
      'She | it was usual to write a note',
    ],
    [
      'The pilot said the fog was thick, speaking on condition of anonymity to protect his post.',
      'The pilot | the fog was thick',
    ],
    ['Vang rejected the accusation, though not the anecdote.', 'Vang | the accusation'],
  ],
  'what the narrator told before an inserted attribution': [
    [
      'The lawyer produced a register which, he said, bore the signature of the mayor.',
      'he | bore the signature of the mayor',
    ],
    [
      'About 200 people were registered; some 160 of them had voted, the board said.',
      'the board | some 160 of them had voted',
    ],
  ],
  'answers without a clause': [
    ['His counterpart in Lisk has said much the same.', 'His counterpart in Lisk | much the same'],
    ['The senator said no to the treaty.', 'The senator | no to the treaty'],
  ],
  'an aside between dashes': [
    [
      'Many speakers at the service – including pilots, sailors and cooks – said the loss was painful.',
      'Many speakers at the service | the loss was painful',
    ],
  ],
  'what was carried out': [
    ['Vang was quick to add that the pier was safe.', 'Vang | the pier was safe'],
    ['He went out of his way to say that the pier was safe.', 'He | the pier was safe'],
    ['The chair took pains to deny that money had been paid.', 'The chair | money had been paid'],
  ],
  'clauses behind an occasion': [
    [
      'The envoy said in a statement released by the embassy the town wants an answer.',
      'The envoy | the town wants an answer',
    ],
    ['Vang promised on Sunday at a rally to rebuild the pier.', 'Vang | to rebuild the pier'],
    [
      'Tarn has questioned in recent days whether Vale has the patience for the office.',
      'Tarn | whether Vale has the patience for the office',
    ],
  ],
  'what was denied, without when': [
    ['Tarn denied the charge at the time.', 'Tarn | the charge'],
    [
      'The owner of the pier has contested that finding in the courts.',
      'The owner of the pier | that finding',
    ],
    ['The party denied involvement in August.', 'The party | involvement'],
  ],
  'two phrases after a verb': [
    [
      'The ministry has promised the town four million a year for five years.',
      'The ministry | the town four million a year for five years',
    ],
  ],
  'a present tense that was taken for a noun': [
    [
      'He concedes that his government ought to have signed years ago and promises that the crew will receive a medal.',
      'He | his government ought to have signed years ago',
      'He | the crew will receive a medal',
    ],
  ],
  'a title beside the source': [
    [
      'A memorandum of 3 May, marked “For the mayor only”, states that pilots should be heard within two days.',
      'A memorandum of 3 May | pilots should be heard within two days',
    ],
    [
      'A review published in May, “Lessons of August”, found no evidence of neglect.',
      'A review | no evidence of neglect',
    ],
  ],
  'a speaker with two offices after a quotation': [
    [
      '“Nobody leaves this room with nothing,” Bo Tarn, the mayor of Lisk and host of the fair, told a news conference on Monday.',
      'Bo Tarn | “Nobody leaves this room with nothing,”',
    ],
  ],
  'an object that belongs to the cue': [
    ['The envoy also took aim at the harbour board.', 'The envoy | the harbour board'],
    ['She apologised to the families for the delay.', 'She | the families for the delay'],
  ],
  'a saying inside a relative clause': [
    [
      'The forum approved a radar chain that the engineers say is needed by 2034.',
      'the engineers | a radar chain … is needed by 2034',
    ],
    ['It is a plan which critics said had failed twice.', 'critics | a plan … had failed twice'],
    [
      'The board has released photographs of what it says is a part of the mast, recovered from a beach.',
      'it | a part of the mast, recovered from a beach',
    ],
  ],
  'a verb that was taken for a noun or a participle': [
    [
      'Old men around a stove in one of the tents blamed the drought, the price of hay and the young.',
      'Old men around a stove in one of the tents | the drought, the price of hay and the young',
    ],
    [
      'The president of the chamber of commerce puts losses so far at nine million francs.',
      'The president of the chamber of commerce | losses so far at nine million francs',
    ],
    [
      'The text calls for “a common picture” and urges insurers to review the fees.',
      'The text | “a common picture”',
      'The text | insurers to review the fees',
    ],
    [
      'Bastien Tarn, who served as ambassador until 2031, cautions against reading too much into the rumour.',
      'Bastien Tarn | reading too much into the rumour',
    ],
    [
      'The skipper of one of them, Declan Tarn, described seeing “a white line”.',
      'The skipper of one of them, Declan Tarn | seeing “a white line”',
    ],
    [
      'A fund official who was not authorised to speak publicly said the next payment, due in May, would be made.',
      'A fund official | the next payment, due in May, would be made',
    ],
  ],
  'what documents tell': [
    ['The harbour log records 37 such nights.', 'The harbour log | 37 such nights'],
    ['Invoices show that the firm charged for eleven days.', 'Invoices | the firm charged for eleven days'],
  ],
  'a conjunct or a semicolon before what was said': [
    [
      'The first mentioned the test and the second did not, she said.',
      'she | The first mentioned the test and the second did not',
    ],
    [
      'About 200 people were registered; some 160 of them had voted, according to the board.',
      'the board | some 160 of them had voted',
    ],
    [
      'She acknowledged that the sides were far apart but hoped that the talks would go on.',
      'She | the sides were far apart',
    ],
  ],
  'an insertion that a conjunct or a second verb follows': [
    [
      'Owners, brokers said, were already asking for double rates.',
      'brokers | Owners … were already asking for double rates',
    ],
  ],
  'a participle beside the source': [
    [
      'The new government, led by Bo Tarn, announced a charge of four crowns.',
      'The new government | a charge of four crowns',
    ],
  ],
  'whoever is quoted by the source': [
    [
      'According to the Lisk wire, quoting an engineer of the firm, the pier has been put on “high alert”.',
      'the Lisk wire | the pier has been put on “high alert”',
    ],
  ],
  'clauses of nouns and of idioms': [
    [
      'Sources in the ministry let slip that the office had advised against it.',
      'Sources in the ministry | the office had advised against it',
    ],
    ['Counsel put it to her that there had been no such talk.', 'Counsel | there had been no such talk'],
    [
      'The delegate expressed doubt that the pilots could be found.',
      'The delegate | doubt that the pilots could be found',
    ],
    ['Her answer was that the pier had never been safe.', 'Her | the pier had never been safe'],
    [
      'She accepted that the minister had seen four hundred files.',
      'She | the minister had seen four hundred files',
    ],
    [
      'Minister Ilse Vang suggested a phone call between the two leaders.',
      'Minister Ilse Vang | a phone call between the two leaders',
    ],
  ],
  'press releases, minutes and briefings': [
    [
      'The ministers condemned “in the strongest terms” the theft of lamps.',
      'The ministers | “in the strongest terms” the theft of lamps',
    ],
    ['She welcomed it “with both hands”.', 'She | it “with both hands”'],
    [
      'The navy denied deliberately sinking barges, though dozens have been lost.',
      'The navy | deliberately sinking barges',
    ],
    [
      'Some 20,000 people, by the estimate of the police, were still in the square.',
      'the police | Some 20,000 people … were still in the square',
    ],
    [
      'Pilot Bo Tarn testified last week that 140 pilots had left, and I think we shall miss them.',
      'Pilot Bo Tarn | 140 pilots had left',
    ],
    [
      'The board praised the plan and — in the same breath — threatened to end it.',
      'The board | the plan',
      'The board | to end it',
    ],
    [
      'The committee met as delegates traded barbs over country-specific mandates and the expert on Sri Lanka warned that “the clock is running out”.',
      'the expert on Sri Lanka | “the clock is running out”',
    ],
    [
      'JCS spokesperson Cho Ara-won told reporters that it was late.',
      'JCS spokesperson Cho Ara-won | it was late',
    ],
    [
      '“It is late,” said Ada Vale, head of the guild, briefing the members by video link.',
      'Ada Vale | “It is late,”',
    ],
    [
      'ADA VALE (Norova), speaking also for the Group of Landlocked Isles, welcomed the plan.',
      'ADA VALE | the plan',
    ],
    [
      '“He told me the pass would be open by noon,” Ada Tarn said.',
      'Ada Tarn | “He told me the pass would be open by noon,”',
    ],
    ['Foreign minister ADA VALE said it was late.', 'Foreign minister ADA VALE | it was late'],
  ],
  'a clause behind its opening and the saying': [
    ['Today, says Vang, the port is empty.', 'Vang | Today … the port is empty'],
    [
      'In winter, said the harbour master, the port is empty.',
      'the harbour master | In winter … the port is empty',
    ],
    [
      'Once the tax is due, notes Professor Ada Tarn-Vale of Lutz College, nobody pays it.',
      'Professor Ada Tarn-Vale of Lutz College | Once the tax is due … nobody pays it',
    ],
    [
      'Under its terms, officials on both sides said in interviews, boats may carry water.',
      'officials on both sides | Under its terms … boats may carry water',
    ],
    [
      'In August, three former pilots said, a delegation asked why its frigate had been sent away.',
      'three former pilots | In August … a delegation asked why its frigate had been sent away',
    ],
    ['In Lutz, which ratified the pact last week, the mood was grim.'],
  ],
  'what stands between a saying and its clause': [
    ['Vang said, in a letter seen by the wire, that the port would close.', 'Vang | the port would close'],
    ['In his view, Vang said, the port was lost.', 'Vang | In his view … the port was lost'],
    [
      'The guild has asked the firms to “look again”, a request their league has yet to answer.',
      'The guild | the firms to “look again”',
    ],
    ['The guild accused the firms of “greed”, a charge they deny.', 'The guild | the firms of “greed”'],
    [
      'Vang asked members to sit and at one stage threatened to clear the hall.',
      'Vang | members to sit',
      'Vang | to clear the hall',
    ],
    [
      'A colonel in the ministry, asked the same question at a wedding, put it more briefly: “He has the keys.”',
      'A colonel in the ministry | “He has the keys.”',
    ],
  ],
  'a perfect whose participle stands before a noun': [
    [
      'A board ruled he had broken rules over a falconry lesson.',
      'A board | he had broken rules over a falconry lesson',
    ],
    ['The guild put the number higher, at 260.', 'The guild | the number higher, at 260'],
  ],
  'quotations and what stands behind them': [
    [
      '“Who has promised it?” Senator Ada Tarn, the chair of the committee, asked at a hearing. She left.',
      'Senator Ada Tarn | “Who has promised it?”',
    ],
    [
      '“It is no treaty. It is manners” — that is how Ada Tarn, who helped write it, put it.',
      'Ada Tarn | “It is no treaty. It is manners”',
    ],
    ['Bo Vance spoke. Her statement in full: “The town deserves it.”', 'Her | “The town deserves it.”'],
    ['“It is closed,” Vang said. “It costs too much,” a trader might say.', 'Vang | “It is closed,”'],
    ['Vang said it was late. “A calm sea makes no sailor,” as the proverb goes.', 'Vang | it was late'],
    ['“What do you think?” The minister said that it was late.', 'The minister | it was late'],
    ['Ada Tarn is fond of saying that the law is an art.', 'Ada Tarn | the law is an art'],
  ],
  'whoever spoke does something else': [
    ['The pass was shut, the guide said but did not elaborate.', 'the guide | The pass was shut'],
    ['The pass was shut, the guide said and left the room.', 'the guide | The pass was shut'],
    ['The pass was shut, the guide said, but would not say why.', 'the guide | The pass was shut'],
    [
      'The pass was shut, the guide said, but would open soon.',
      'the guide | The pass was shut … but would open soon',
    ],
  ],
  'what something is called without quotation marks': [
    ['The league called its actions defensive in nature.', 'The league | its actions defensive in nature'],
    [
      'The league called the famine the worst in the world.',
      'The league | the famine the worst in the world',
    ],
  ],
  'who is asked to do something': [
    ['The embassy advised citizens to leave the country.', 'The embassy | citizens to leave the country'],
    ['The ministry invited both towns to open talks.', 'The ministry | both towns to open talks'],
    ['The ministry invited reporters to dinner.'],
  ],
  'two sayings in one sentence': [
    [
      'The guild said it was late, further adding that the ships had left.',
      'The guild | it was late',
      'The guild | the ships had left',
    ],
    ['The ships left; the crews stayed; it was late, she said.', 'she | it was late'],
    [
      'Many voted, half were in favour and on Friday the council announced the pier, to be called Vale, would open.',
      'the council | the pier, to be called Vale, would open',
    ],
  ],
  'quoted saying': [
    ['“It is over,” the guide was quoted saying.', 'the guide | “It is over,”'],
    ['The guide was quoted saying that it was over.', 'The guide | it was over'],
  ],
  'what is an answer, an outcome or left unsaid': [
    [
      'The guild has accused Lutz of arming the rebels, something Lutz denies.',
      'The guild | Lutz of arming the rebels',
    ],
    ['Vang said the pier was shut, a claim Lutz has denied.', 'Vang | the pier was shut'],
    ['Vang said the guild would pay, without elaborating.', 'Vang | the guild would pay'],
    ['Vang accused Lutz of harbouring rebels, which Lutz denies.', 'Vang | Lutz of harbouring rebels'],
    ['The armed wing claimed responsibility for the raid.', 'The armed wing | responsibility for the raid'],
    ['Vang said she would go, prompting cheers from the benches.', 'Vang | she would go'],
  ],
  'a relative pronoun beside a subject': [
    [
      'Fires hit a mill and an oil field, which state media said were under control.',
      'state media | an oil field … were under control',
    ],
  ],
  'participles that open a sentence': [
    [
      'Briefing reporters after the session, Minister Ada Tarn disclosed that the pier had sunk.',
      'Minister Ada Tarn | the pier had sunk',
    ],
    ['Defending, Bo Tarn said his client was “a dreamer”.', 'Bo Tarn | his client was “a dreamer”'],
    [
      'Rejecting the claim as “idle”, the guild said that it was late.',
      'the guild | the claim as “idle”',
      'the guild | it was late',
    ],
    ['Asked for a response, Tarn said he was asleep.', 'Tarn | he was asleep'],
  ],
  'who is told stands before what is told': [
    ['Two guides told police they had seen a boat.', 'Two guides | they had seen a boat'],
    [
      'Ada Tarn has told a meeting of miners, according to the guild, that the pit “will stay”.',
      'Ada Tarn | the pit “will stay”',
    ],
    [
      'Ada Tarn told an audience of miners what others had avoided saying: the pit would close.',
      'Ada Tarn | the pit would close',
    ],
  ],
  'what somebody else says to what was said': [
    ['The guild said 40 boats had sunk, a figure the league disputes.', 'The guild | 40 boats had sunk'],
    [
      'Lutz has accused its neighbour of piracy – a charge that Ostrel has always denied.',
      'Lutz | its neighbour of piracy',
    ],
    [
      'The guild accused the league of theft, with Minister Bo Tarn rejecting the charge as “idle”.',
      'The guild | the league of theft',
      'Minister Bo Tarn | the charge as “idle”',
    ],
  ],
  'where what was said ends': [
    [
      'The mayor ruled out talks “under threat”, while his deputy, Ada Tarn, urged calm.',
      'The mayor | talks “under threat”',
      'his deputy, Ada Tarn | calm',
    ],
    [
      'The boats had left, she said, and added that the pier was shut.',
      'she | The boats had left',
      'she | the pier was shut',
    ],
    [
      'The guild fired two shots, the mayor said, in what was the first test.',
      'the mayor | The guild fired two shots',
    ],
    ['The crews called for his recall after the storm.', 'The crews | his recall'],
    ['Traders were cool: “We have heard it all before,” said one.', 'one | “We have heard it all before,”'],
  ],
  'answers, messages and views': [
    [
      'Not so, says the ministry, which insists that the plan stands.',
      'the ministry | Not so',
      'which | the plan stands',
    ],
    [
      '“We are ready” — that was the message from Minister Ada Tarn as she left.',
      'Minister Ada Tarn | “We are ready”',
    ],
    ['For Ada Tarn, the visit is “a small door”.', 'Ada Tarn | the visit is “a small door”'],
    ['As Tarn put it, the tax was “a shot in the foot”.', 'Tarn | the tax was “a shot in the foot”'],
    ['Haas called them “a smear”.', 'Haas | them “a smear”'],
    ['He promised to “look into it”.', 'He | to “look into it”'],
    ['“It is a trap,” the envoy believes.', 'the envoy | “It is a trap,”'],
    ['The court found the ban to be unlawful.', 'The court | the ban to be unlawful'],
  ],
  'subjects and agents that speak on': [
    [
      'Mr. Purin cast his own vote on Sunday, then encouraged voters to choose whom they trust.',
      'Mr. Purin | voters to choose whom they trust',
    ],
    [
      'The requests were denied by the judge, arguing that the data was too valuable.',
      'the judge | The requests',
      'the judge | the data was too valuable',
    ],
    [
      'Ada Lind, the retiring chair, yesterday announced an agreement to lend a force of twenty.',
      'Ada Lind | an agreement to lend a force of twenty',
    ],
    ['“The council is a disgrace,” Lisk News Agency quoted Tarn.', 'Tarn | “The council is a disgrace,”'],
    [
      'According to the analysts Carlos Verde and Jorge Lacarte, the union lost credibility.',
      'the analysts Carlos Verde and Jorge Lacarte | the union lost credibility',
    ],
    [
      'Viatex launched a $1 billion lawsuit last year alleging that the ferry was not doing enough.',
      'Viatex | the ferry was not doing enough',
    ],
    ['Ada Lind reminisced that the end came as a surprise.', 'Ada Lind | the end came as a surprise'],
    [
      'The rules were criticised by the guild as too slow, saying traders had left.',
      'the guild | The rules … as too slow',
      'the guild | traders had left',
    ],
  ],
  'two who say something in one sentence': [
    [
      'Torvin said the talks had collapsed, but Blok disputed that, saying they would resume on Monday.',
      'Torvin | the talks had collapsed',
      'Blok | that',
      'Blok | they would resume on Monday',
    ],
    [
      'A person briefed on the talks said they had failed; a second person rejected the claim, saying they would resume.',
      'A person | they had failed',
      'a second person | the claim',
      'a second person | they would resume',
    ],
    [
      'In an interview with Radio Kelm, Torvin and Blok acknowledged that they had met.',
      'Torvin and Blok | they had met',
    ],
    [
      'Minister Ada Torvin, saying “We have waited,” told reporters that she would not return.',
      'Minister Ada Torvin | “We have waited,”',
      'Minister Ada Torvin | she would not return',
    ],
    ['According to Torvin the bridge is safe.', 'Torvin | the bridge is safe'],
    [
      'It is a raid that has, according to the league, killed more than forty people.',
      'the league | killed more than forty people',
    ],
    ['The town, which was, according to the guild, built in May, is empty.', 'the guild | built in May'],
    ['The cabinet was warned by its own lawyers that war was likely.', 'its own lawyers | war was likely'],
    ['Tarn has described being moved nine times in May.', 'Tarn | being moved nine times in May'],
    ['Tarn advised both sides against “a rush”.', 'Tarn | both sides against “a rush”'],
    ['Tarn floated the idea of a new bank.', 'Tarn | a new bank'],
    [
      'A senior official, briefing reporters on condition of anonymity, said it was late.',
      'A senior official | it was late',
    ],
    [
      'The soldier, who asked to be identified by his callsign, “Bishop,” said the guards had left.',
      'The soldier | the guards had left',
    ],
    [
      "Suvarnam rejected Shahbaz Durrani's charge and asked Islamgarh to first dismantle terror camps.",
      "Suvarnam | Shahbaz Durrani's charge",
      'Suvarnam | Islamgarh to first dismantle terror camps',
    ],
    ['Asked about it, No 10 said it was late.', 'No 10 | it was late'],
    ['“That,” said Mr. Torvin, “is nonsense.”', 'Mr. Torvin | “That,” … “is nonsense.”'],
    ['Torvin went so far as to say that it was late.', 'Torvin | it was late'],
    [
      'State broadcaster VTV, citing preliminary data, said it was late.',
      'State broadcaster VTV | it was late',
    ],
    [
      'If the port stays shut, Ilana Torvin, the foreign minister, warned, prices will rise.',
      'Ilana Torvin, the foreign minister | If the port stays shut … prices will rise',
    ],
    [
      'While Kim Yong-su, a defence analyst at Lisk University, insists that the talks had collapsed, few believe it.',
      'Kim Yong-su | the talks had collapsed',
    ],
    [
      'The port will open in May, as Ilana Torvin, the foreign minister, has promised.',
      'Ilana Torvin | The port will open in May',
    ],
    [
      'A cabinet paper dated 4 November, marked “Secret”, proposes to exempt “projects licensed in good faith”.',
      'A cabinet paper | to exempt “projects licensed in good faith”',
    ],
    ['Tarn said “no” when asked if the port was open.', 'Tarn | “no”'],
    [
      'The deal was described by two people familiar with the talks as “a trap”.',
      'two people | The deal … as “a trap”',
    ],
    ['“It is late”, according to Bo Tarn, a spokesman for the army.', 'Bo Tarn | “It is late”'],
    ['“Is it late?” asked her colleague, Dr Hanna Weiss.', 'her colleague, Dr Hanna Weiss | “Is it late?”'],
    ['The envoy likes to say that peace is a verb.', 'The envoy | peace is a verb'],
    [
      'The government condemns in the strongest terms yesterday’s sentencing of the editor.',
      'The government | yesterday’s sentencing of the editor',
    ],
    [
      'Mr Tamm described the idea as “not stupid”, which in Lisk counts as warmth.',
      'Mr Tamm | the idea as “not stupid”',
    ],
    [
      'The Union called for “maximum restraint” on August 20th and has been silent since.',
      'The Union | “maximum restraint”',
    ],
    [
      'According to a cable dated 11 June, first published by a website and seen by the Monitor, the envoy had left.',
      'a cable | the envoy had left',
    ],
    ['The editor confirmed its removal to Levant Monitor.', 'The editor | its removal'],
    ['The captain radioed that a grey vessel was near.', 'The captain | a grey vessel was near'],
    [
      'In a call with Dora Quell, the mayor of Port Anne, the Lisk ambassador, Arlo Venk, said it was late.',
      'Arlo Venk | it was late',
    ],
    [
      'Asked about Dora Quell, the mayor of Port Anne, Arlo Venk, a spokesman for the army, said she was wrong.',
      'Arlo Venk | she was wrong',
    ],
    [
      'Arlo Venk was accused by Dora Quell, the mayor of Port Anne, of lying.',
      'Dora Quell | Arlo Venk … of lying',
    ],
    [
      'Neither side has budged, with Velora accusing Karsia of bad faith and Karsia saying it has yet to table an offer.',
      'Velora | Karsia of bad faith',
      'Karsia | it has yet to table an offer',
    ],
    [
      'The fighting has eased, with the army claiming gains and the rebels denying any losses.',
      'the army | gains',
      'the rebels | any losses',
    ],
    [
      'Park said Lisk would “spare no effort,” while his Karsian counterpart said an accord could be reached.',
      'Park | Lisk would “spare no effort,”',
      'his Karsian counterpart | an accord could be reached',
    ],
  ],
  'who is behind it': [
    [
      'Parliament approved a motion urging the government to leave the pact.',
      'Parliament | the government to leave the pact',
    ],
    [
      'The state was asked by the League of Ports to advise both towns to wait.',
      'the League of Ports | The state … to advise both towns to wait',
    ],
    [
      'The ship carried 27 people described by the guild as “friends of the dam”.',
      'the guild | 27 people … as “friends of the dam”',
    ],
    ['The plan was dubbed “a gift” by the guild.', 'the guild | The plan … “a gift”'],
    [
      'The Herald quoted the ambassador to the League, Bo Tarn, saying the pier was shut.',
      'the ambassador to the League, Bo Tarn | the pier was shut',
    ],
    [
      'The pact will be renewed, as announced by both governments.',
      'both governments | The pact will be renewed',
    ],
    ['According to the ministry he died in May.', 'the ministry | he died in May'],
    ['He was taken ill and according to the ministry he died in May.', 'the ministry | he died in May'],
    ['Ada Lind was at pains to stress that the pact would hold.', 'Ada Lind | the pact would hold'],
  ],
  'where it ends': [
    ['It was late, said the envoy, but few believed him.', 'the envoy | It was late'],
    ['It was late, said the envoy, and left.', 'the envoy | It was late'],
    [
      'Ada Lind said no boycott was planned even as her party sent two ships.',
      'Ada Lind | no boycott was planned',
    ],
    [
      'Bo Tarn said the sum was right, whilst his rival Ada Lind described it as “a trick”.',
      'Bo Tarn | the sum was right',
      'his rival Ada Lind | it as “a trick”',
    ],
    [
      'Ada Lind warned that the dam would burst, shortly after Bo Tarn accused others of neglect.',
      'Ada Lind | the dam would burst',
      'Bo Tarn | others of neglect',
    ],
    ['The clerk said three had died; their names were not given.', 'The clerk | three had died'],
    [
      'The clerk condemned the leak; “It does harm to all of our interests.”',
      'The clerk | the leak',
      'The clerk | “It does harm to all of our interests.”',
    ],
    ['In May Ada Lind said in an interview with the radio “It is late.”', 'Ada Lind | “It is late.”'],
    ['Bo Tarn denied wrongdoing on Friday.', 'Bo Tarn | wrongdoing'],
  ],
  'phrases in between': [
    [
      '“We had a paper,” said one envoy, who kept a copy of it, he joked, “for the parrot.”',
      'one envoy | “We had a paper,”',
      'he | “for the parrot.”',
    ],
    [
      'The new rulers have suspended the charter and, in a decree that ran to a page, promised elections “when the soil is ready.”',
      'The new rulers | “when the soil is ready.”',
    ],
    [
      'The decree, they note, has no end date; nor, pointed out Bo Tarn, the dean, does it bear a seal.',
      'they | The decree … has no end date',
    ],
    ['The plan would not, in his view, survive.', 'his | The plan would not … survive'],
    [
      'She stated that, in her opinion, the guild should stop.',
      'She | in her opinion, the guild should stop',
    ],
  ],
  'behind a term or an aside': [
    [
      'The ministry expressed “dismay” over the length of the talks.',
      'The ministry | “dismay” over the length of the talks',
    ],
    [
      'Colonel Lujan described the guests, in an address that ran for hours, as “bullets without a gun,” and left.',
      'Colonel Lujan | the guests … as “bullets without a gun,”',
    ],
    [
      'The minister denounced in the strongest terms this cowardly act, and called for calm.',
      'The minister | this cowardly act',
      'The minister | calm',
    ],
    [
      'The command denied, through its media office, any link to the raid.',
      'The command | any link to the raid',
    ],
    [
      'The general’s office declined to comment, except to say she “does not speak in needlepoint.”',
      'The general’s office | she “does not speak in needlepoint.”',
    ],
    [
      'It is, says the Guild of Hauliers, “highway robbery in the dictionary sense”.',
      'the Guild of Hauliers | It is … “highway robbery in the dictionary sense”',
    ],
    [
      'The nine were killed, officials said, hours before envoys were to meet.',
      'officials | The nine were killed',
    ],
    [
      'Chapters on fish will be the hardest, predicts Maja Hribernik, herself the daughter of a judge.',
      'Maja Hribernik | Chapters on fish will be the hardest',
    ],
    [
      'Another 31 were hurt, he said, pleading for blood donors.',
      'he | Another 31 were hurt',
      'he | blood donors',
    ],
    [
      'His lawyers, who call it “a recipe with no ingredients,” have maintained that he was away.',
      'who | it “a recipe with no ingredients,”',
      'His lawyers | he was away',
    ],
    [
      'In a statement the council renewed its full solidarity with the emirate.',
      'the council | its full solidarity with the emirate',
    ],
    ['“With respect to whom?” Justice Ada Lind interjected.', 'Justice Ada Lind | “With respect to whom?”'],
  ],
  'headings of live feeds': [
    [
      '“He gave me his coat”: Freed clerk describes the night inside the chamber\nFrom Ada Oduya in Lisk and Rui Tarn\n\nA clerk says it was cold.',
      'Freed clerk | the night inside the chamber',
      'A clerk | it was cold',
    ],
  ],
  'letters behind a name': [
    ['Ada Tarn, MP said the pass was open.', 'Ada Tarn | the pass was open'],
    ['Ada Tarn, PhD, said the pass was open.', 'Ada Tarn, PhD | the pass was open'],
  ],
  'clauses hung across a saying': [
    [
      'The junta, an opposition lawmaker, Bo Tarn, said, had shelled the port.',
      'an opposition lawmaker, Bo Tarn | The junta … had shelled the port',
    ],
    [
      'The group, meanwhile, said at least 14 people, including three children, were killed in the strike.',
      'The group | at least 14 people, including three children, were killed in the strike',
    ],
    [
      'Lind and Tarn had said at least 14 people, including three children, were killed in the strike.',
      'Lind and Tarn | at least 14 people, including three children, were killed in the strike',
    ],
    [
      'Two diplomats familiar with the talks called on the junta to free the crew.',
      'Two diplomats | the junta to free the crew',
    ],
    [
      'Officials in Lisk told reporters sanctions “will not work”.',
      'Officials in Lisk | sanctions “will not work”',
    ],
    [
      'Two diplomats familiar with the talks told reporters negotiators were close to a deal on prisoners.',
      'Two diplomats | negotiators were close to a deal on prisoners',
    ],
    ['According to Lisk, what happened in Kelm was a crime.', 'Lisk | what happened in Kelm was a crime'],
    [
      'The group was quoted by the Interfax agency as saying that what happened in Kelm was a crime.',
      'The group | what happened in Kelm was a crime',
    ],
    [
      'According to the head of the commission, Ada Lind, the proposal, which was drafted in March, remained on the table.',
      'the head of the commission | the proposal, which was drafted in March, remained on the table',
    ],
  ],
  'who stands behind brackets or in marks': [
    [
      'The United Nations (UN) emergency relief coordinator Ada Tarn has said that he is optimistic.',
      'The United Nations (UN) emergency relief coordinator Ada Tarn | he is optimistic',
    ],
    [
      'Sergeant Frank "Greg" Tarn reports that he witnessed war crimes.',
      'Sergeant Frank "Greg" Tarn | he witnessed war crimes',
    ],
    [
      'The site quotes a "Senate aide" as saying: "The text ignores an analysis."',
      'a "Senate aide" | "The text ignores an analysis."',
    ],
  ],
  'short answers': [
    ['Holm replied with a curt “Never.”', 'Holm | “Never.”'],
    ['Holm replied with a “maybe,” then left.', 'Holm | “maybe,”'],
    ['“Not on my watch,” was the terse response from the governor.', 'the governor | “Not on my watch,”'],
    ['She pleaded with all sides to let aid in.', 'She | all sides to let aid in'],
  ],
  'parts that the parser hung elsewhere': [
    [
      'Ada Lind told BBC radio 4’s Today program that the message was gaining headway.',
      'Ada Lind | the message was gaining headway',
    ],
    [
      'The “aircraft was on a mission and crashed near Kandel” province, about 12 miles west of Kandel city, said Maj. Scott Lund.',
      'Maj. Scott Lund | The “aircraft was on a mission and crashed near Kandel” province, about 12 miles west of Kandel city',
    ],
  ],
  'apostrophes that became quotation marks': [
    [
      'The town"s oil minister said there were no plans for talks.',
      'The town"s oil minister | there were no plans for talks',
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (_group, cases) => {
  it.each(cases)('%s', (text, ...expected) => {
    expect(extract(text)).toEqual(expected);
  });
});

describe('what is no statement', () => {
  it.each([
    'Activists planned a rally called “Peace Now” in the square.',
    'Former soldiers are often hired by contractors to lobby for contracts.',
    'The guild said it had no comment.',
    'The prime minister brushed off questions from reporters.',
    'If Ilana Torvin, the foreign minister, says that it is late, the port will open.',
    'Pointing to a map, the minister smiled.',
    'Both sides met. This is according to reports by three agencies.',
    'Of “old League” member states, only two keep the ban.',
    'Lisk is one of the League states that imposed a ban on salt.',
    'The border has been maintained by the army since the spring.',
    'Gary Peters is also contesting the seat.',
    'Obara was referring to the conference in December.',
    'The purpose of the poster was to blast the candidate.',
    'The main goal for the crews will be to find out what caused the crash.',
    'The league had not, as of Monday, announced any plans to leave.',
    'The statement specified no date.',
    'The mayor declared a state of emergency.',
    'A judge dismissed the lawsuit.',
    'The agencies believe the mayor ordered a raid.',
    'The charter requires both houses to confirm it.',
    'They signed an accord, according to which the pier is shut.',
    'He declined to name it, citing diplomatic considerations.',
    'The clerk asked to remain anonymous.',
    'A trader requested anonymity to speak freely.',
    'Pressed on the raid, he said he would not get into that.',
    'That the mayor is impatient, nobody disputes.',
    'She held a sign that read “Count me twice.”',
    'He is charged with ordering the raid on the school.',
    'Her brother begged to differ.',
    '“Is a ban being considered?” another reporter asked.',
    'The council renewed its lease.',
    'He thanked her and asked about her mother.',
    'A teacher asked that she not be named.',
    'A firm has begun airing the new channel.',
    'The site is about to leak papers detailing the trade in salt.',
    'They have built a bomb which threatens the existence of Lisk.',
    'It was fast by any measure according to naval standards.',
    'Lind spoke in March of this year at a meeting.',
    'A statement does not disclose when it will meet or say how many will come.',
    'Envoys have called their allies, briefing them on the leak.',
    'She asked that her surname not be used.',
    'Minister Ada Tarn, thank you for this interview.',
    'At five he puts on his coat, because at six somebody must lock the gate.',
    'The clerk said that he would not comment on the case.',
    'They produced a text so hedged that nobody signed it.',
    'The fire claimed 214 lives.',
    'The clock on the tower says ten past four.',
    'She told herself that it was over.',
    'An earlier version of this article said the pass was shut.',
    'His silence said more than the hearing had.',
    'She accepted gifts from towns that the league had named.',
    'The figures suggest a close race.',
    'The bay showed its teeth.',
    'The ministry has neither confirmed nor denied that the letter is genuine.',
    'The director replied when the article was read to her.',
    'The clerks recorded the songs of the valley.',
    'We found no evidence that the mayor knew of the sale.',
    'The lawyer asked the ambassador whether she might have misremembered.',
    'He asked her whether she had come to stay.',
    'She called me that evening.',
    'He called her from the airport.',
    'The charge – denied by the mayor – was first made in May.',
    'She accepted a coin.',
    'The gunners shot down two kites.',
    'The board referred us to the mayor.',
    'He apologised to the dentists.',
    'A joint patrol, announced with fanfare in May, lasted until the first snow.',
    'Ministers are to report by the end of May.',
    'Asked whether he would shake hands, he laughed.',
    'The trader asked that her family name not be published.',
    'She was told the next morning that her post had gone.',
    'If the board asks, and if she says yes, she would be the first.',
    'The envoy, asked at a news conference whether he knew, would not be drawn.',
    'A neighbour who asked to be called only Ola left.',
    'The minister spoke by telephone with Ada Vale about the truce.',
  ])('%s', (text) => {
    expect(extract(text)).toEqual([]);
  });
});
