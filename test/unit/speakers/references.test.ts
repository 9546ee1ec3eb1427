// How news refers back to those whom it has named: one short passage for each way, about invented people and countries.
import { describe, expect, test } from 'vitest';
import { createDirectory, type SpeakerDirectory } from '../../../lambdas/core/speakers/directory.ts';
import { resolveSpeakers } from '../../../lambdas/core/speakers/resolve.ts';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';
import { documentOf, readLists } from './support.ts';

const invented = createDirectory([], readLists());
const seeded = loadDirectory();

/** The name of the mention in […]. */
function nameOf(marked: string, directory: SpeakerDirectory = invented): string | null {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const document = documentOf(marked.replace('[', '').replace(']', ''), null);
  return resolveSpeakers(document, directory).resolve({ start, end }).speaker?.name ?? null;
}

describe('elaborations', () => {
  test.each([
    ['Imelda Storn warned of it. “It is late,” [the gravedigger] said.', 'Imelda Storn'],
    ['Professor Chidi Varn warned of it. “It is late,” [the climatologist] said.', 'Chidi Varn'],
    [
      'Lunnick, 44, has not been seen in Lisk since March. In a mail [the businessman] blamed fog.',
      'Lunnick',
    ],
    ['Foreign Minister Ada Morn left. “It is late,” [the gravedigger] said.', 'gravedigger'],
    ['Ada Morn left.\n\n“It is late,” [the gravedigger] said.', 'gravedigger'],
    ['She met a young gravedigger. Imelda Storn left. “It is late,” [the gravedigger] said.', 'gravedigger'],
    ['Imelda Storn warned of it. [The financial regulator] said no.', 'financial regulator'],
    ['A professor of river law at Lisk University, Ada Morn, agreed. [The professor] said no.', 'Ada Morn'],
    ['“So it is,” said Clarisse Bakal, a baker and mother of three. [She] said no.', 'Clarisse Bakal'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('genders', () => {
  test.each([
    // half of a last name tells nothing
    ['Orlene Baptiste-Krogh denies it. “It was late,” [she] said.', 'Orlene Baptiste-Krogh'],
    // two given names of two genders
    ['Ida Bagus Harton said no. “It was late,” [he] said.', 'Ida Bagus Harton'],
    // rather nobody than somebody of the other gender
    ['Premier Maria Gunat said no. “It was late,” [he] said.', null],
    ['Premier Maria Gunat and Bo Nunn came. Maria Gunat said no. “It was late,” [he] said.', null],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('who is not meant', () => {
  test.each([
    // a document of his is no mention of him, nor is the place or the plain word between
    ['Bo Nunn met Ruvo Stelk, whom he told in a televised address of it. [Stelk] said no.', 'Ruvo Stelk'],
    ['Decisions were late. Ada Morn lives in Halden. [She] said no.', 'Ada Morn'],
    ['Any competent mediator would do. [The mediator] said no.', 'mediator'],
    ['One of his ministers was asked. [One of his ministers] said no.', 'one of his ministers'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('offices', () => {
  test.each([
    ['President Ruvo Stelk of Karno rose. Orla Venn sat. [The Karnoan leader] said no.', 'Ruvo Stelk'],
    ['President Ruvo Stelk met Premier Orla Venn of Dravenia. [The Dravenian leader] said no.', 'Orla Venn'],
    ['Karno Premier Ruvo Stelk came. [The visiting prime minister] said no.', 'Ruvo Stelk'],
    ['Premier Ruvo Stelk came. President Orla Venn left. [The head of government] said no.', 'Ruvo Stelk'],
    ['The new head of the tax service, Lida Vosk, spoke. [The tax chief] said no.', 'Lida Vosk'],
    ['Speaker of parliament Hanne Lisk rose. [The head of parliament] said no.', 'Hanne Lisk'],
    [
      'The secretary-general of the Union of Open Ports, Tomo Barr, spoke. [The UOP chief] said no.',
      'Tomo Barr',
    ],
    ['The head of the dockers’ union, Bo Nunn, spoke. [The union boss] said no.', 'Bo Nunn'],
    ['The Reform Party met. Its leader, Ada Morn, spoke. [The opposition leader] said no.', 'Ada Morn'],
    ['Former ambassador Henk Solv came home. [The veteran diplomat] said no.', 'Henk Solv'],
    ['Vell Tor, a member of the Karno senate since 2031, rose. [The member] said no.', 'Vell Tor'],
    [
      'Foreign ministers Zena Aral and Stel Kanar met. Kanar left. Ola Brun came. [The two ministers] said no.',
      'Zena Aral and Stel Kanar',
    ],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('whose name stands beside two offices', () => {
  test.each([
    [
      'Prime Minister Ada Lind left. [An adviser to the prime minister, Ada Lind], agreed.',
      'adviser to the prime minister',
    ],
    ['Prime Minister Bo Tarn left. [An adviser to the prime minister, Ada Lind], agreed.', 'Ada Lind'],
    ['[Former Speaker of the House of Representatives Karl Trench] agreed.', 'Karl Trench'],
    ['[The Chairman of the Joint Chiefs of Staff Ulf Mole] agreed.', 'Ulf Mole'],
    ['[The Speaker, the Right Honourable Michael Varn MP], agreed.', 'Michael Varn'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  test('a holder whom the directory knows', () => {
    const text = '[An adviser to the Ukrainian president, Volodymyr Zelensky], agreed.';
    expect(nameOf(text, seeded)).toBe('adviser to the Ukrainian president');
  });
});

describe('two of a kind', () => {
  test.each([
    [
      'The head of the electoral council said it was fair. Council President Theo Lank told reporters so. [The head of the electoral council] agreed.',
      'Theo Lank',
    ],
    [
      'Defence Minister Gregor Halvan warned of it. Envoy Cornelia Ruhl and Halvan have not met. [The 63-year-old minister] agreed.',
      'Gregor Halvan',
    ],
    [
      '“Here it is,” said Hanna Brix, a diplomat.\n\nAmbrose Quell’s lawyers have a week. [The 66-year-old] agreed.',
      'Ambrose Quell',
    ],
    ['Consul Ilmar Tavast, 49, met a clerk. [The 33-year-old clerk] agreed.', 'clerk'],
    [
      'Elif Demir, who chairs the farmers’ union, left. A spokesman for the ministry, Jonas Falk, said no. [The union leader] agreed.',
      'Elif Demir',
    ],
    ['The charity said the agency had ignored it. [The agency] denied it.', 'agency'],
    ['The charity said the agency ignored distress calls. [The agency] denied it.', 'agency'],
    [
      'Kwame Adjei said no. His brother Yaw, who also fishes, disagreed. “It is over,” said [the younger Adjei].',
      'Yaw',
    ],
    ['[A rebel commander who uses the name Falcon] said no.', 'Falcon'],
    ['The prosecution called a witness under the name RV-31. [The prosecution] agreed.', 'prosecution'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('where a name begins and ends', () => {
  test.each([
    ['[Premier of the Shanwei Republic Liang Bozhen] agreed.', 'Liang Bozhen'],
    ['[President of the Republic of Torvania Goran Lukavec] agreed.', 'Goran Lukavec'],
    ['[HRH Prince Leopold] agreed.', 'Prince Leopold'],
    ['Sheikh Saad is Emir. [HH the Emir] agreed.', 'Sheikh Saad'],
    ['[The Metropolitan Police] agreed.', 'Metropolitan Police'],
    ['[Minister A. K. Vang] agreed.', 'A. K. Vang'],
    ['[A. Vang] agreed.', 'A. Vang'],
    ['[The U.S. Ambassador to Israel Maria Tarn] agreed.', 'Maria Tarn'],
    ['[The former British ambassador to Washington Maria Tarn] agreed.', 'Maria Tarn'],
    ['[The chair of the Trade Committee Mark Tarn] agreed.', 'Mark Tarn'],
    ['[EU High Representative for Foreign Affairs and Security Policy Maria Tarn] agreed.', 'Maria Tarn'],
    ['[Then-Secretary of State Maria Tarn] agreed.', 'Maria Tarn'],
    ['“Not yet,” said [Bank of England Governor Maria Tarn].', 'Maria Tarn'],
    ['[The Food Programme (LFP) director Maria Tarn] agreed.', 'Maria Tarn'],
    ['[The Harbour Union (HU) spokeswoman] agreed.', 'Harbour Union spokeswoman'],
    ['[Deputy Undersecretary of the Air Force for Acquisition Maria Tarn] agreed.', 'Maria Tarn'],
    ['[Under Secretary of Defense for Policy Maria Tarn] agreed.', 'Maria Tarn'],
    ['[Governor of the Bank of Velmark Maria Tarn] agreed.', 'Maria Tarn'],
    ['[Chairman of the Joint Chiefs of Staff Kenneth Tarn] agreed.', 'Kenneth Tarn'],
    ['[Director of Harbour Watch Kenneth Tarn] agreed.', 'Kenneth Tarn'],
    ['[A spokesman for President Kenneth Tarn] agreed.', 'spokesman for President Kenneth Tarn'],
    ['[Sergeant First Class Bo Tarn] agreed.', 'Bo Tarn'],
    ['[Ada Tarn MP] agreed.', 'Ada Tarn'],
    ['Velmark strongly condemns the raid. [We] call on all parties to talk.', 'Velmark'],
    ['The ministry condemned the raid. [We] saw the smoke.', null],
    ['Minister Bo Vance spoke today with Senator Ada Tarn. [They] agreed.', 'Bo Vance and Ada Tarn'],
    ['Bo Vance and Ada Tarn run a farm. They believe, [both] say, that it rains.', 'Bo Vance and Ada Tarn'],
    ['Bo Vance said no. [Asanov himself] agreed.', 'Asanov'],
    ['We met Park Geun-soo. [Park] agreed.', 'Park Geun-soo'],
    ['We met President Ada von der Lind. [President von der Lind] agreed.', 'Ada von der Lind'],
    ['[Foreign Minister Sheikh Tamam] agreed.', 'Sheikh Tamam'],
    ['NATO Secretary General Ada Tarn left. “Not yet,” [the alliance’s chief] said.', 'Ada Tarn'],
    ['“Not yet,” said [an official from Velmark]. Ada Lind said it was late.', 'official from Velmark'],
    ['“Not yet,” said [a prosecutor who asked not to be named]. Ada Lind said it was late.', 'prosecutor'],
    ['“Not yet,” said [a Velmark governor]. Ada Lind disagreed.', 'Velmark governor'],
    ['Ada Tarn, a lawyer, left. A Lutanian lawyer said no. “Not yet,” [the lawyer] said.', 'Lutanian lawyer'],
    [
      'Senator Bo Tarn left. “No,” a senior official told me, “send someone to explain that to them.” [The official] agreed.',
      'senior official',
    ],
    ['Senator Bo Tarn left. Two aides stayed. “Not yet,” [that official] said.', 'official'],
    [
      'At the invitation of the Prime Minister, His Excellency Isogai Renzaburo, they met. [Prime Minister Isogai] agreed.',
      'Isogai Renzaburo',
    ],
    ['It was late, said [Mr Lind’s foreign minister, Bo Tarn], on Monday.', 'Bo Tarn'],
    [
      'The envoy of North Lisk left. [His counterpart from South Lisk] agreed.',
      'counterpart from South Lisk',
    ],
    ['“Not yet,” [Captain (retd) Ada Tarn] said.', 'Ada Tarn'],
    ['“Not yet,” [ministry of trade spokesperson Ada Tarn] said.', 'Ada Tarn'],
    ['Mira Dole left. [Her party colleague and former minister Ada Tarn] agreed.', 'Ada Tarn'],
    [
      '[A diplomat from one of the Lutanian republics] agreed.',
      'diplomat from one of the Lutanian republics',
    ],
    ['Foreign Minister Ada Tarn left. “Not yet,” [Velmark’s top diplomat] said.', 'Ada Tarn'],
    [
      'The chairman of the panel, Bo Tarn, said no. It was late, [the conservative lawmaker] said.',
      'Bo Tarn',
    ],
    ['Minister Bo Vance and Ada Tarn met in Lisk. [Both] said it was late.', 'Bo Vance and Ada Tarn'],
    ['Bo Vance met Ada Tarn. An aide left, another aide stayed. [Both] said it was late.', 'both'],
    ['[Jean-Marc de la Tour] agreed.', 'Jean-Marc de la Tour'],
    ['[Anne-Sophie van der Meer] agreed.', 'Anne-Sophie van der Meer'],
    ['[Two people familiar with the talks] put the toll at 40.', 'two people familiar with the talks'],
    ['[A person close to the talks] declined to give a name, but agreed.', 'person close to the talks'],
    ['It was [a senior official] who first claimed that it was late.', 'senior official'],
    ['It was [the White Helmets] who first claimed that it was late.', 'White Helmets'],
    ['It was [Ada Tarn, 54, a nurse from Lisk], who claimed that it was late.', 'Ada Tarn'],
    ['“Not yet,” said [party leader and former minister under Ada Lind, Bo Tarn], on Monday.', 'Bo Tarn'],
    ['[The party leader and former minister under Ada Lind, Bo Tarn], said it was late.', 'Bo Tarn'],
    ['[Dame Ada Tarn DBE] agreed.', 'Ada Tarn'],
    ['[Robert (Bob) Tarn] agreed.', 'Robert Tarn'],
    ['[Brig.-Gen. Bo Tarn] agreed.', 'Bo Tarn'],
    ['“Not yet,” said [Det. Supt. Bo Tarn].', 'Bo Tarn'],
    ['[Baroness Tarn] agreed.', 'Baroness Tarn'],
    ['[Comrade Ada] agreed.', 'Comrade Ada'],
    ['[Minister without Portfolio Ada Tarn] agreed.', 'Ada Tarn'],
    ['“Not yet,” said [one minister] to journalists.', 'one minister'],
    ['“Not yet,” said [a diplomat] to the Anvar news agency.', 'diplomat'],
    ['“Not yet,” said [an ambassador to Berlin].', 'ambassador to Berlin'],
    ['[The Chinese and U.S. governments] agreed.', 'Chinese and U.S. governments'],
    ['[A source within the Interior Ministry] agreed.', 'source within the Interior Ministry'],
    ['[Foreign Ministry officials] agreed.', 'Foreign Ministry officials'],
    ['[NDP politicians] agreed.', 'NDP politicians'],
    ['[The losing candidate] promptly dismissed it.', 'losing candidate'],
    ['It was late, [current and former officials] said.', 'current and former officials'],
    ['[The daughter of the late magnate Sir Bo Tarn] agreed.', 'daughter of the late magnate Sir Bo Tarn'],
    ['Ada Lind left, while [her party colleague] Dr Bo Tarn stayed.', 'Bo Tarn'],
    ['[The Norwegian Nobel Committee] agreed.', 'Norwegian Nobel Committee'],
    ['[The Sunday Times] agreed.', 'Sunday Times'],
    ['[US House of Representatives Speaker Ada Lind] agreed.', 'Ada Lind'],
    ['[Harbour Authority head of operations Bo Tarn] agreed.', 'Bo Tarn'],
    ['[The Undersecretary of State for Management Ada Lind] agreed.', 'Ada Lind'],
    ['In May [Bo Tarn] agreed.', 'Bo Tarn'],
    ['[The organiser of the march, a student named Kip], agreed.', 'Organiser Kip'],
    ['Chen Shan-bo left. His wife, Wu Shu-chen, stayed. [Chen] agreed.', 'Chen Shan-bo'],
    ['[A source within the central ministry] agreed.', 'source within the central ministry'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('styles', () => {
  test.each([
    ['Foreign Secretary Lord Harrow left. [Lord Harrow] agreed.', 'Lord Harrow'],
    ['Haji Esa, a tribal elder, left. [He] agreed.', 'Haji Esa'],
    ['[Dame Ottoline Rusk] agreed.', 'Ottoline Rusk'],
    ['[Father Tomas] agreed.', 'Tomas'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('who acts first is whoever is named next', () => {
  test('after a clause', () => {
    const text =
      'Mr. Purin spoke to voters. After opposition leader Garry Kasp cast his vote, [he] accused the party of fraud.';
    expect(nameOf(text)).toBe('Garry Kasp');
  });
});

describe('offices told by a verb', () => {
  test.each([
    [
      'Stelk came. Ruvo Stelk will retire in May as chairman of the Lake Board. [The chairman] said no.',
      'Ruvo Stelk',
    ],
    ['Ruvo Stelk is the mayor. Orla Venn left. [The mayor] said no.', 'Ruvo Stelk'],
    [
      'Orla Venn, who was then the foreign minister, left. Ruvo Stelk sat. [The foreign minister] said no.',
      'Orla Venn',
    ],
    ['Ruvo Stelk described Orla Venn as chairman of nothing. [The chairman] said no.', 'chairman'],
    ['Trade minister Chia Bonn resigned. [The economist] said no.', 'Chia Bonn'],
    ['Trade minister Chia Bonn and Ruvo Stelk resigned. [The economist] said no.', 'economist'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

test('a pronoun means whom the article is about where nobody else has just spoken', () => {
  const about =
    'Minister Orla Venn sat down in the hall. Venn rose. Venn left. Venn came. Venn slept. Venn ate. Venn won. Venn lost. ';
  const other = 'There is talk of a bridge. The sea was rough. Snow fell. Rain fell. It was dark. ';
  expect(nameOf(`${about}${other}“No,” [she] said.`)).toBe('Orla Venn');
  expect(nameOf(`${about}Ada Lind said no. “No,” [she] said.`)).toBe('Ada Lind');
});

test.each([
  // what journalists call somebody whom they have just named
  ['Mira Dole wants her old job back. [The former mayor] said no.', 'Mira Dole'],
  [
    'Envoy Ruvo Stelk came.\n\nLuce Wann, who left the health ministry in May, said no. [The former health minister] said so.',
    'Luce Wann',
  ],
  // a quotation is about others
  ['The farmer, Maud Renholt, came. “Petro Lind has the field,” [the 44-year-old] said.', 'Maud Renholt'],
  // a surname alone is whose it was before
  ['Ilka Marr said yes. Marr sat down. Her father, Otto Marr, slept. [Marr] said no.', 'Ilka Marr'],
  // a realm is no part of a name
  ['The President of the Republic Mira Dole came. [The president] said no.', 'Mira Dole'],
  ['The Motor Trade Federation met. [The federation] said no.', 'Motor Trade Federation'],
  // by title or by apposition, the last who was called so
  ['Mira Dole, a judge, spoke. Judge Ruvo Stelk laughed. [The judge] said no.', 'Ruvo Stelk'],
  // a predecessor had the office
  [
    'Foreign Minister Mira Dole spoke. Her predecessor, Ruvo Stelk, laughed. [The former minister] said no.',
    'Ruvo Stelk',
  ],
  // whoever is asked answers
  ['Governor Mira Dole sat. When the host, Luce Wann, asked Dole how, [she] said no.', 'Mira Dole'],
])('%s', (text, expected) => {
  expect(nameOf(text)).toBe(expected);
});

test('"who" after a country is whoever is of it', () => {
  expect(nameOf('President Ruvo Stelk of Nambeko, [who] said no, left.')).toBe('Ruvo Stelk');
  expect(nameOf('Stelk of the Lake Board, [who] said no, left.')).toBe('Stelk');
});

describe('relations', () => {
  test.each([
    [
      'Karno’s fisheries minister, Olga Ruun, and her Dravenian counterpart, Pavel Stur, met. [Her counterpart] said no.',
      'Pavel Stur',
    ],
    [
      'Premier Ruvo Stelk met his Dravenian counterpart, Luce Wann. [The Dravenian prime minister] said no.',
      'Luce Wann',
    ],
    ['The host, Belka minister Gust Haug, rose. Premier Esti Acho rose. [Her host] said no.', 'Gust Haug'],
    ['Her husband, Ola Lind, came. [Her husband] said no.', 'Ola Lind'],
    ['Governor Lena Stor came. [Her uncle] said no.', "Lena Stor's uncle"],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('what somebody is called beside the name', () => {
  test.each([
    ['Pete Vans, a former archivist at the ministry, came. [The ex-archivist] said no.', 'Pete Vans'],
    ['The writer and rights activist Tade Illi was freed. [The writer] said no.', 'Tade Illi'],
    ['The woman was Yeva Rass, of the rescue service. Ola Lind sat. [The woman] said no.', 'Yeva Rass'],
    ['The commander Ernst "Lobo" Quint rose. [Lobo] said no.', 'Ernst Quint'],
    ['The owners Arno and Felix Deck came. [Arno] said no.', 'Arno Deck'],
    ['The brothers Arno and Felix Deck came. [The brothers] said no.', 'Arno Deck and Felix Deck'],
    ['His rival Jan Holu came. [Holu] said no.', 'Jan Holu'],
    ['Iain Cross spoke. [Cross] said no.', 'Iain Cross'],
    ['Tess Morg and Felix Barr met. [The pair] said no.', 'Tess Morg and Felix Barr'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('bodies and places', () => {
  test.each([
    ['The Homeland party met. The Liberals left. [The party] said no.', 'Homeland'],
    ['The Five Capes bloc met. [The bloc] said no.', 'Five Capes'],
    [
      'The Lake Relief Agency’s mission left. The Lake Relief Agency waited. [The agency] said no.',
      'Lake Relief Agency',
    ],
    [
      'The rebel Front for Unity has rejected the truce of the Five Capes bloc. [The group] said no.',
      'Front for Unity',
    ],
    ['Norva said it would wait. [The kingdom] said no.', 'Norva'],
    ['The Unity Front, [the largest of the rebel groups], denied it.', 'Unity Front'],
    ['[Her newspaper, the Verin Courier,] said no.', 'Verin Courier'],
    ['Brand & Oyer owned the boat. Ola Lind sank it. [He] said no.', 'Ola Lind'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('documents are the word of whoever wrote them', () => {
  test.each([
    ['King Rain of Karno sent a message to the families. [The message] said no.', 'King Rain'],
    ['In an open letter to his voters, Mayor Anse Krug explained it. [The letter] said no.', 'Anse Krug'],
    ['The rights group Clear Sound released a study of prisons. [The study] said no.', 'Clear Sound'],
    ['Senator Dolo Fay wrote on her account that she was leaving. [The post] said no.', 'Dolo Fay'],
    ['The Relief Agency published a report. [The 300-page document] said no.', 'Relief Agency'],
    ['Mayor Anse Krug sent a letter. [The final text] said no.', 'final text'],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('interviews and feeds', () => {
  test.each([
    ['Tomas Viel, 58, talked to Anna Brand in Zelm.\n\nQ: Will it run?\n\n[A]: Yes.', 'Tomas Viel'],
    ['The Review spoke to Ilse Vand.\n\nQ: Will it run?\n\n[A]: Yes.', 'Ilse Vand'],
    ['Finance Minister Rebe Thorn rose. [15:22 The finance minister] said no.', 'Rebe Thorn'],
    ['A governor shot at in April is back. Celes Rua walked in. “No,” [the governor] said.', 'Celes Rua'],
    [
      'Defence Minister Tunc Arm and his cousin, Tarik Arm, met. [The minister] said no. Tarik Arm said yes.',
      'Tunc Arm',
    ],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('bodies of real countries', () => {
  test.each([
    ['The Ukrainian army said yes. [The Russian army] said no.', 'Russian army'],
    ['The Iranian government said yes. [Peru’s government] said no.', 'Peruvian government'],
    ['The Polish navy said yes. [Poland’s navy] said no.', 'Polish navy'],
    ['The Polish navy said yes. The German navy said yes. [The Polish navy] said no.', 'Polish navy'],
    ['The Polish navy said yes. The German navy said yes. [The navy] said no.', 'German navy'],
    ['[Ukraine’s foreign ministry] said no.', 'Ukrainian Foreign Ministry'],
    ['[The Russian foreign ministry] said no.', 'Russian Foreign Ministry'],
    ['Ukraine said yes. [Its navy] said no.', 'Ukrainian navy'],
    ['The Polish navy said yes. [Its navy] said no.', 'Polish navy'],
    ['[Peru’s Fisheries Ministry] said no.', 'Peruvian Fisheries Ministry'],
    ['[South Korea’s Joint Chiefs of Staff] said no.', 'South Korean Joint Chiefs of Staff'],
    ['Although [Peru’s Fisheries Ministry] said no, it came.', 'Peruvian Fisheries Ministry'],
    ['Although Peru’s Fisheries Ministry gave no figures, [it] said no.', 'Peruvian Fisheries Ministry'],
    ['Military supplies go on. [The Polish military] said no.', 'Polish military'],
    ['[European envoys] said no.', 'European envoys'],
  ])('%s', (text, name) => {
    expect(nameOf(text, seeded)).toBe(name);
  });
});

describe('agencies under the names that go before the noun', () => {
  test.each([
    ['[The state TASS news agency] said no.', 'TASS'],
    ['[Iran’s official IRNA news agency] said no.', 'IRNA'],
    ['[The semi-official Fars agency] said no.', 'Fars News Agency'],
    ['[The independent Lundpres news agency] said no.', 'Lundpres news agency'],
    ['[Iran’s IRIB] said no.', 'IRIB'],
    ['[Peru’s largest newspaper] said no.', 'Peru’s largest newspaper'],
  ])('%s', (text, name) => {
    expect(nameOf(text, seeded)).toBe(name);
  });
});

describe('names beside names', () => {
  test.each([
    ['Russia came. At talks with Alexander Lukashenko [Putin] said no.', 'Vladimir Putin'],
    ['[Deputy Prime Minister for Reintegration Vesa Unto] said no.', 'Vesa Unto'],
    ['Hilda Brown came. [Mrs. Brown’s campaign] said no.', "Hilda Brown's campaign"],
    ['Hilda Brown, the minister, came. [The minister’s office] said no.', 'minister’s office'],
    [
      'A report released in September by the Organisation for Order said yes. [The report] said no.',
      'Organisation for Order',
    ],
    ['So says a readout of the call. Bo Tarn came. [The statement] said no.', 'readout of the call'],
  ])('%s', (text, name) => {
    expect(nameOf(text, seeded)).toBe(name);
  });
});

describe('offices and short forms of real bodies', () => {
  test.each([
    ['The pact binds Pakistan. [The Foreign Office] said no.', 'Pakistani Foreign Ministry'],
    ['The pact binds Britain. [The Foreign Office] said no.', 'UK Foreign Office'],
    ['The European Commission met. [Brussels] said no.', 'European Union'],
    ['The European Commission met in Belgium. [Brussels] said no.', 'Belgium'],
    ['PM Bo Tarn rose. [The PM] said no.', 'Bo Tarn'],
    ['At 3 PM Bo Tarn rose. [N. Korea] said no.', 'North Korea'],
    ['Under Secretary of State for African Affairs Eva Stone rose. [Stone] said no.', 'Eva Stone'],
    ['Foreign Minister Park Jin-ho rose. [Park] said no.', 'Park Jin-ho'],
    ['Commodore Arnel dela Peña rose. [Dela Peña] said no.', 'Arnel dela Peña'],
    ['[The UN Support Mission in Libya] said no.', 'UN Support Mission in Libya'],
    [
      'The European Commission president rose. [The European Central Bank president] said no.',
      'Christine Lagarde',
    ],
    ['[An informed source] said no.', 'informed source'],
    [
      'Azerbaijan’s Interior Ministry rose. [The Interior Ministry in Yerevan] said no.',
      'Armenian Interior Ministry',
    ],
    ['[Cambodia’s Mine Action Authority] said no.', 'Cambodian Mine Action Authority'],
    ['[APP] said no.', 'APP'],
    ['[Gaza’s health ministry] said no.', 'Gaza Health Ministry'],
    ['The Pakistani Taliban rose. [The Taliban] said no.', 'Taliban'],
    ['President Zelenskiy rose. [Zelensky’s office] said no.', "Volodymyr Zelenskyy's office"],
    ['[Israel’s Channel 12] said no.', 'Channel 12'],
    ['[Iranian state TV] said no.', 'Iranian state TV'],
    ['[Deputy Chairman of the Belarusian State Border Committee Col. Igor Tarn] said no.', 'Igor Tarn'],
    ['[Head of the Main Intelligence Directorate Lt. Gen. Igor Tarn] said no.', 'Igor Tarn'],
    ['Commander of the Northern Fleet Admiral Igor Tarn rose. [The commander] said no.', 'Igor Tarn'],
    ['The Minister for Foreign Affairs of Norova, Igor Tarn, rose. [The minister] said no.', 'Igor Tarn'],
    ['[Undersecretary for North America Regina Tarn Oro] said no.', 'Regina Tarn Oro'],
    [
      'The ministry’s deputy director for US affairs, Igor Tarn, rose. [The deputy director] said no.',
      'Igor Tarn',
    ],
    ['[The UN Integrated Office in Haiti] said no.', 'UN Integrated Office in Haiti'],
    ['[The Office of the High Representative] said no.', 'Office of the High Representative'],
    ['[Reporters Without Borders] said no.', 'Reporters Without Borders'],
    ['[US Forces Korea] said no.', 'US Forces Korea'],
    [
      '[Spokesperson of the Ministry of Foreign Affairs Nguyen Thi Bich Hanh] said no.',
      'Nguyen Thi Bich Hanh',
    ],
  ])('%s', (text, name) => {
    expect(nameOf(text, seeded)).toBe(name);
  });
});
