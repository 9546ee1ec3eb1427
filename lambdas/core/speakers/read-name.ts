// Cuts a capitalised stretch into names: "Sergei Lavrov", "Ministry of the Interior of Vesmark", "Joaquim Ferraz do Vale".
import type { SpeakerDirectory } from './directory.ts';
import type { MentionKind } from './mention.ts';
import type { Lexicon } from './name-lists.ts';
import {
  countryStartingAt,
  isRealm,
  isRegion,
  matchRole,
  matchRoleBefore,
  namesPerson,
} from './read-title.ts';
import { isPossessiveMark, type Word } from './words.ts';

export interface NamePiece {
  readonly from: number;
  readonly to: number;
  readonly kind: MentionKind | 'adjective' | 'place' | 'none';
}

/** No name is longer than this many words. */
const LONGEST_NAME = 14;

const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/;

const CONNECTORS: ReadonlySet<string> = new Set([
  'of',
  'for',
  'on',
  'in',
  'de',
  'du',
  'des',
  'del',
  'da',
  'do',
]);

/**
 * Whether a name may start at this word. Inside a sentence a capital is enough; at its start the word must be no
 * function word, and a common word needs another capital after it.
 */
export function startsName(
  word: Word,
  next: Word | undefined,
  lexicon: Lexicon,
  before: Word | undefined = undefined,
  afterNext: Word | undefined = undefined,
): boolean {
  const { folded } = word;
  const nextCapital = next?.capital === true && !next.first;
  if (!word.capital) return false;
  // "A. K. Vang", but not "A Vang family"
  if (word.text === 'A.' && nextCapital) return true;
  if (folded === 'i') return false;
  // "Jan Holub", "April Stone", but not "April" nor "Jan. 5"
  // "Mar Abierto", but not "Mar. 5"
  if (
    SHORT_MONTHS.has(folded) &&
    nextCapital &&
    !lexicon.notNames.has(next.folded) &&
    !isDate(before, next, lexicon)
  )
    return true;
  if (lexicon.notNames.has(folded))
    return (
      opensName(word, next) ||
      (lexicon.given.has(folded) &&
        nextCapital &&
        !lexicon.notNames.has(next.folded) &&
        !isDate(before, next, lexicon) &&
        (!word.first || !MODALS.has(folded) || hasSpoken(afterNext, lexicon)))
    );
  if (lexicon.honorifics.has(folded) && !nextCapital && next?.text !== '.') return false;
  // a letter by itself is no name: "annex C"
  if (word.text.length === 1 && !nextCapital && next?.text !== '.') return false;
  // "Will Hurd", "Mark Rutte": a word that is a given name before another capital
  if (lexicon.honorifics.has(folded)) return true;
  if (lexicon.functionWords.has(folded)) {
    // "the Three Shores Dialogue"
    if (before?.folded === 'the' && nextCapital && !word.first) return true;
    if (folded === 'new' && nextCapital) return isNewName(next, lexicon);
    return (
      (lexicon.given.has(folded) &&
        nextCapital &&
        (!word.first || !MODALS.has(folded) || hasSpoken(afterNext, lexicon))) ||
      // "Cambodia's Mine Action Authority"
      (isPossessiveMark(before) && nextCapital) ||
      // "US Forces Korea", but not "IN LISK" at the start of a line
      (word.allCaps && word.text.length > 1 && (!word.first || isAcronym(word, next)))
    );
  }
  if (!word.first) return true;
  if (nextCapital || lexicon.countries.has(folded)) return true;
  // "Ely ould Vall said", "Tovo ya Rakembe said"
  const particle = next && lexicon.particles.has(next.folded) && !lexicon.functionWords.has(next.folded);
  const further = afterNext && (afterNext.capital || lexicon.particles.has(afterNext.folded));
  if (particle && further && !lexicon.plainWords.has(folded) && !lexicon.roleStarts.has(folded)) return true;
  if (lexicon.commonWords.has(folded) || /(?:ing|ly)$/.test(folded)) return false;
  // alone at the start of a sentence: a name where it is known as one, or does what names do
  if (lexicon.given.has(folded) || word.allCaps) return true;
  if (!next || next.folded === '' || isPossessiveMark(next)) return true;
  // "Velmark strongly condemns it"
  if (/.ly$/.test(next.folded) && lexicon.speechVerbs.has(afterNext?.folded ?? '')) return true;
  return FOLLOWS_NAME.has(next.folded) || lexicon.speechVerbs.has(next.folded) || PAST.test(next.text);
}

/** "the Norwegian Nobel Committee", "the Sunday Times": prizes and days in names. */
const opensName = ({ folded }: Word, next: Word | undefined): boolean =>
  (/^(?:nobel|pulitzer)$/.test(folded) &&
    /^(?:Committee|Foundation|Institute|Board|Assembly)$/.test(next?.text ?? '')) ||
  (/^(?:sun|mon|satur)day$/.test(folded) &&
    /^(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Independent|Tribune|Star|World|Standard|Club)$/.test(
      next?.text ?? '',
    ));

/** "In May Ukrainian forces", "by May Russia": a month, and no "May Stone". */
const isDate = (before: Word | undefined, next: Word, { countries }: Lexicon): boolean =>
  countries.has(next.folded) ||
  /^(?:\d+|in|since|during|last|this|next|early|late|mid|every)$/.test(before?.folded ?? '');

/** "Will Ukraine agree?", "May Allah have mercy", "Can Yılmaz said": verbs that open a sentence, and given names. */
const MODALS: ReadonlySet<string> = new Set(['will', 'may', 'can']);

/** Whether a verb of a statement follows, or a mark: "Will Stone said", "Will Stone, 41". */
const hasSpoken = (after: Word | undefined, { speechVerbs }: Lexicon): boolean =>
  after?.text === ',' ||
  (after !== undefined && speechVerbs.has(after.folded) && /(?:ed|id|old|s|ote)$/.test(after.text));

/** "US said", "U.S. officials", "WHO said", but not "US" in a line of capitals. */
const isAcronym = ({ folded, text }: Word, next: Word | undefined): boolean =>
  (folded === 'us' || folded === 'who') &&
  (text.includes('.') || next?.allCaps !== true || next.text.length === 1);

/** "New Zealand", "New Unity", but not "New President Bo Tarn", "New Russian rules". */
const isNewName = (next: Word, { roleStarts, ranks, countries, bodyWords }: Lexicon): boolean =>
  !next.allCaps &&
  !roleStarts.has(next.folded) &&
  !ranks.has(next.folded) &&
  !bodyWords.has(next.folded) &&
  countries.get(next.folded)?.by !== 'adjective';

/** A verb in the past, as often follows a subject. */
const PAST =
  /^(?:[a-z]{2,}ed|made|met|took|went|came|left|held|gave|got|put|set|sent|saw|led|ran|won|lost|paid|spent|stood|sat|began|kept|brought|flew|drew|grew|knew|threw|fell|felt|rose|chose|sought|fought|struck|stuck|swore|hung|hit|cut|let|quit)$/;

export const isPastForm = ({ text }: Word): boolean => PAST.test(text);

/** Words that often follow a one-word name at the start of a sentence. */
const FOLLOWS_NAME: ReadonlySet<string> = new Set(
  'himself herself itself has had is was will would did does also and later then who which in on at for to of could may must meanwhile reportedly earlier recently'.split(
    ' ',
  ),
);

/** Months in short, which have a day or a stop after them: "Khin Thet Mar" has none. */
const SHORT_MONTHS: ReadonlySet<string> = new Set(
  'jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
);

/** The capitalised stretch that starts at word `at`: half-open word indices. */
function stretchFrom(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): number {
  let to = at + 1;
  const afterThe = words[at - 1]?.folded === 'the' || isPossessiveMark(words[at - 1]);
  // "Leader of the Opposition Ada Lind"
  if (words[at]?.text === 'Opposition' && afterThe && words[at + 2]?.capital && !words[at + 1]?.first)
    if (words[at - 2]?.folded === 'of' && words[at + 1]?.capital) return to;
  let bodyLike = afterThe || isBodyWord(words[at], lexicon) || isPeople(words[at], lexicon);
  for (let i = at + 1; i < limit && i < at + LONGEST_NAME; i += 1) {
    const word = words[i];
    if (!word) break;
    if (word.capital) {
      // "Theresa May" is no month
      const surname =
        lexicon.given.has(words[i - 1]?.folded ?? '') ||
        (SHORT_MONTHS.has(word.folded) && !/^[.\d]/.test(words[i + 1]?.text ?? ''));
      // "the Eleventh of March Movement"
      const dated = words[i - 1]?.folded === 'of' && endsAsBody(words, i, limit, lexicon);
      const plain = lexicon.notNames.has(word.folded) && !opensName(word, words[i + 1]);
      if (plain && word.folded.length > 1 && !surname && !dated) break;
      if (lexicon.functionWords.has(word.folded) && words[i - 1]?.text === '.') break;
      if (word.first) break;
      // "Ada Tarn MP said"
      if (i > at + 1 && i === to && !afterThe && isPostNominal(word, words[i + 1], lexicon)) {
        to = i + 1;
        continue;
      }
      if (startsTitle(words, i, at, limit, lexicon)) break;
      // "Spokesperson of the Ministry of Foreign Affairs Nguyen Bich Hanh"
      if (bodyLike && words[i - 1]?.folded === 'affairs' && !endsAsBody(words, i, limit, lexicon)) break;
      to = i + 1;
      // "Chuck Steel of the Institute for Safe Waters"
      const lastName = i === at + 1 && !BODY_ONLY.has(word.folded) && isGivenName(words[at], lexicon);
      bodyLike ||= !lastName && isBodyWord(word, lexicon);
      continue;
    }
    const next = words[i + 1];
    const afterNext = words[i + 2];
    if (word.text === '&' && next?.capital) continue;
    if (word.text === ',' && bodyLike) {
      const listed = endOfTopics(words, at, i - 1, limit, lexicon);
      if (listed > i) {
        i = listed;
        continue;
      }
    }
    if (isNickname(words, i) && i + 3 < limit) {
      to = i + 4;
      i += 3;
      continue;
    }
    if (
      word.text === '.' &&
      word.glued &&
      next?.capital &&
      (words[i - 1]?.text.length ?? 9) <= 2 &&
      !next.first
    )
      continue;
    if (
      /^\d{1,3}$/.test(word.text) &&
      words[i - 1]?.capital &&
      i < limit &&
      (lexicon.bodyWords.has(words[i - 1]?.folded ?? '') || words[i - 1]?.folded === 'channel')
    ) {
      to = i + 1;
      continue;
    }
    const capitalAhead = (w: Word | undefined): boolean =>
      w?.capital === true && !w.first && !lexicon.notNames.has(w.folded);
    if (lexicon.particles.has(word.folded) && word.folded !== 'e') {
      if (capitalAhead(next) && !CONNECTORS.has(word.folded)) continue;
      if (capitalAhead(next) && !bodyLike && word.folded !== 'on' && word.folded !== 'in') continue;
      if (next && lexicon.particles.has(next.folded) && capitalAhead(afterNext)) {
        i += 1;
        continue;
      }
    }
    // "Maude nan Perrigault": a short word that no English text has
    if (!bodyLike && isForeignParticle(word, lexicon) && capitalAhead(next)) continue;
    // "US House of Representatives"
    if (word.folded === 'of' && words[i - 1]?.text === 'House' && HOUSES.test(next?.folded ?? '')) continue;
    // "UN Support Mission in Libya"
    if (word.folded === 'in' && isMissionIn(words, i, limit, lexicon)) continue;
    // "the Highland League of Ada Tarn": whose it is, by first and last name
    if (word.folded === 'of' && isGivenName(next, lexicon) && afterNext?.capital) break;
    if (bodyLike && CONNECTORS.has(word.folded)) {
      const last = words[i - 1];
      const joins = word.folded === 'of' || word.folded === 'for' || isBodyWord(last, lexicon);
      const the = next?.folded === 'the' ? 2 : 1;
      // "the Court of Appeals for the 6th Circuit"
      const skip = ORDINAL.test(words[i + the]?.text ?? '') ? the + 1 : the;
      const ahead =
        capitalAhead(words[i + skip]) || (afterThe && endsAsBody(words, i + skip, limit, lexicon));
      if (joins && ahead && (word.folded !== 'in' || isBodyWord(last, lexicon))) {
        if (word.folded === 'in' || word.folded === 'on') {
          // "the Embassy in Isgard" is a place of it, "Council on Foreign Relations" a name: only -on joins
          if (word.folded === 'in') break;
        }
        i += skip - 1;
        continue;
      }
    }
    // "the Handicraft and Wood Industry Association"
    if (
      afterThe &&
      word.folded === 'and' &&
      i === at + 1 &&
      capitalAhead(next) &&
      !isBodyWord(words[at], lexicon) &&
      !lexicon.countries.has(words[at]?.folded ?? '') &&
      isJoint(words, i + 1, limit)
    )
      continue;
    // "the Elman Peace and Human Rights Organisation"
    if (
      afterThe &&
      word.folded === 'and' &&
      i === at + 2 &&
      capitalAhead(next) &&
      isTopic(words[i - 1], lexicon) &&
      isTopic(next, lexicon) &&
      !lexicon.countries.has(words[at]?.folded ?? '') &&
      !isBodyWord(words[i - 1], lexicon) &&
      endsAsBody(words, i + 1, limit, lexicon)
    )
      continue;
    // "the Freedom to Report League"
    if (afterThe && word.folded === 'to' && endsAsBody(words, i + 1, limit, lexicon)) continue;
    // "the Committee to Protect Harbours"
    if (word.folded === 'to' && i === to && PURPOSES.test(next?.text ?? '') && afterNext?.capital) continue;
    // "Export–Import Bank"
    if (
      /^[–—-]$/.test(word.text) &&
      word.glued &&
      next?.glued &&
      capitalAhead(next) &&
      endsAsBody(words, i + 1, limit, lexicon)
    )
      continue;
    // "the aid group Roof and Well"
    const afterBody = lexicon.bodies.has(words[at - 1]?.folded ?? '') && !words[at - 1]?.capital;
    if (afterBody && word.folded === 'and' && i === at + 1 && capitalAhead(next) && !afterNext?.capital)
      continue;
    if (bodyLike && word.folded === 'and' && capitalAhead(next) && joinsByAnd(words, at, i, lexicon))
      continue;
    // "the Food and Agriculture Organization", but not "the Government and Home Office"
    if (
      afterThe &&
      word.folded === 'and' &&
      i === at + 1 &&
      isTopic(words[at], lexicon) &&
      isTopic(next, lexicon)
    )
      if (!isBodyWord(words[at], lexicon) && endsAsBody(words, i + 1, limit, lexicon)) continue;
    break;
  }
  return to;
}

/** "Ada Tarn MP said", but not "Labour MP Ada Tarn". */
const isPostNominal = (word: Word, next: Word | undefined, { postNominals }: Lexicon): boolean =>
  word.allCaps && postNominals.has(word.folded) && !(next?.capital && !next.first && !next.allCaps);

/** What a body was founded to do, as its name says. */
const PURPOSES =
  /^(?:Protect|Save|Stop|Ban|Abolish|End|Defend|Free|Restore|Prevent|Combat|Fight|Support|Help|Elect|Promote|Eradicate|Rescue|Rebuild|Reform|Eliminate|Counter|Defeat|Draft|Review|Investigate|Re-elect|Preserve|Build|Make|Keep)$/;

/** Nouns of bodies that stand for two matters or two places, and are no offices of a government. */
const JOINT =
  /^(?:association|federation|union|society|institute|foundation|chamber|organisation|organization|alliance|league|guild|confederation)$/;

/** Whether capitals lead from word `from` to such a noun, and end with it. */
function isJoint(words: readonly Word[], from: number, limit: number): boolean {
  let to = from;
  while (to < limit && to < from + LONGEST_NAME && words[to]?.capital && !words[to]?.first) to += 1;
  return to > from + 1 && JOINT.test(words[to - 1]?.folded ?? '');
}

/** Letters of a particle, at most, that no list has. */
const LONGEST_PARTICLE = 3;

const isForeignParticle = ({ text, folded }: Word, lexicon: Lexicon): boolean =>
  text.length <= LONGEST_PARTICLE &&
  /^\p{Ll}{2,}$/u.test(text) &&
  !lexicon.plainWords.has(folded) &&
  !lexicon.functionWords.has(folded) &&
  !lexicon.notNames.has(folded) &&
  !lexicon.speechVerbs.has(folded);

const isTopic = (word: Word | undefined, { departments, plainWords }: Lexicon): boolean =>
  word?.capital === true && (departments.has(word.folded) || plainWords.has(word.folded));

/** Topics in the name of a department: "the Foreign, Commonwealth and Development Office". */
const MOST_TOPICS = 5;

/** The "and" before the last of the topics that word `from` of the name at `at` begins; -1 where they name no body. */
function endOfTopics(
  words: readonly Word[],
  at: number,
  from: number,
  limit: number,
  lexicon: Lexicon,
): number {
  // "the Ministry of Agriculture, Forestry and Fisheries" has said that it is one
  const said = from > at + 1 && /^(?:of|for|on)$/.test(words[from - 1]?.folded ?? '');
  if (!said && from !== at) return -1;
  for (let i = from; i < Math.min(limit, from + 2 * MOST_TOPICS) && isTopic(words[i], lexicon); i += 2) {
    const joint = words[i + 1]?.text === ',' && words[i + 2]?.folded === 'and' ? i + 2 : i + 1;
    const word = words[joint];
    if (word?.folded === 'and' || word?.text === '&')
      return isTopic(words[joint + 1], lexicon) && (said || endsAsBody(words, joint + 1, limit, lexicon))
        ? joint
        : -1;
    if (word?.text !== ',') return -1;
  }
  return -1;
}

/** Whether the "in" at word `at` goes on with a place that is part of the name: "UN Integrated Office in Haiti". */
function isMissionIn(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): boolean {
  if (!/^(?:mission|force|office)$/.test(words[at - 1]?.folded ?? '') || !words[at - 1]?.capital)
    return false;
  if (countryStartingAt(words, at + 1, limit, lexicon)?.by === 'name') return true;
  // "the Verification Mission in Upper Ostrel (VMUO)": as far as its letters go
  let to = at + 1;
  while (to < limit && words[to]?.capital && to < at + LONGEST_NAME) to += 1;
  const letters = words[to]?.text === '(' && words[to + 1]?.allCaps ? (words[to + 1]?.text ?? '') : '';
  return to > at + 1 && letters.length > 2 && letters.endsWith(words[to - 1]?.text.charAt(0) ?? '-');
}

function isGivenName(word: Word | undefined, lexicon: Lexicon): boolean {
  if (!word?.capital || lexicon.ambiguousGiven.has(word.folded) || lexicon.bodyWords.has(word.folded))
    return false;
  // "the Organization of American States"
  if (lexicon.countries.has(word.folded)) return false;
  return lexicon.given.has(word.folded) || lexicon.genderOf(word.folded) !== null;
}

/** "the charity Hands for Health", "Physicians for the Lowlands": those whom a body is of, written as a name. */
function isPeople(word: Word | undefined, lexicon: Lexicon): boolean {
  return (
    word?.capital === true && !word.first && /[^s]s$/.test(word.folded) && lexicon.plainWords.has(word.folded)
  );
}

/** The marks and the word of the "Lobo" in “Ernesto "Lobo" Quintana”, from word `at` on. */
export function isNickname(words: readonly Word[], at: number): boolean {
  const [open, name, close, next] = words.slice(at, at + 4);
  if (!open || !name || !close || !next) return false;
  return (
    next.capital &&
    name.capital &&
    name.glued &&
    ((/^["“‘']$/.test(open.text) && /^["”’']$/.test(close.text)) ||
      // "Robert (Bob) Tarn", but not "Tarn (BBC) Lisk"
      (open.text === '(' && close.text === ')' && !next.first && !name.allCaps))
  );
}

/** Whether capitals from word `at` on lead to a word that makes the name of a body. */
function endsAsBody(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): boolean {
  let last: Word | undefined;
  for (let i = at; i < limit && i < at + LONGEST_NAME && words[i]?.capital; i += 1) last = words[i];
  return isBodyWord(last, lexicon);
}

/** "Health and Human Services", "Security and Co-operation": inside the complement of a body's name only. */
function joinsByAnd(words: readonly Word[], from: number, at: number, lexicon: Lexicon): boolean {
  for (let i = at - 1; i > from; i -= 1) {
    const folded = words[i]?.folded ?? '';
    if (folded === 'of' || folded === 'for') {
      const next = words[at + 1];
      return (
        at - i <= 3 &&
        !lexicon.given.has(next?.folded ?? '') &&
        lexicon.countries.get(next?.folded ?? '') === undefined
      );
    }
  }
  return false;
}

function isBodyWord(word: Word | undefined, lexicon: Lexicon): boolean {
  if (!word?.capital || !lexicon.bodyWords.has(word.folded)) return false;
  return word.allCaps || !lexicon.bodyAcronyms.has(word.folded);
}

/** Whether a title starts inside the stretch, so that the name before it ends: "Gazprom Chief Executive …". */
function startsTitle(
  words: readonly Word[],
  at: number,
  from: number,
  limit: number,
  lexicon: Lexicon,
): boolean {
  const role = matchRole(words, at, limit, lexicon);
  // "Dao Thanh Son": a relation is no title
  if (!role || role.plural || role.role.groups.length === 0) return false;
  const next = words[role.to];
  if (next?.capital && lexicon.bodyWords.has(next.folded)) return false; // "General Assembly"
  if (words[from]?.folded === 'office') return false; // "Office of the High Representative"
  const before = words[at - 1];
  // "Stephen King said", "Alexander Pope": a given name, and nothing named after the word
  const single = role.to - role.from === 1;
  if (single && before && lexicon.given.has(before.folded) && !(next?.capital && !next.first)) return false;
  if (before && (before.folded === 'of' || before.folded === 'for' || before.folded === 'the') && at > from)
    return false;
  return true;
}

function foldedName(words: readonly Word[], from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i += 1) {
    const folded = words[i]?.folded;
    if (folded) out = out === '' ? folded : `${out} ${folded}`;
  }
  return out;
}

/**
 * The pieces of the capitalised stretch at word `at`, in order; they cover it to the last piece's `to`. Word `at`
 * must be one where `startsName` holds, and no title starts there.
 */
export function readNames(
  words: readonly Word[],
  at: number,
  limit: number,
  directory: SpeakerDirectory,
): readonly NamePiece[] {
  const { lexicon } = directory;
  const to = stretchFrom(words, at, limit, lexicon);
  const pieces: NamePiece[] = [];
  let from = at;
  while (from < to) {
    const read = readPiece(words, from, to, directory);
    // "Speaker of the House of Representatives Qux Zardin": whoever stands behind a house is a person
    const behind = pieces.length > 0 && HOUSES.test(words[from - 1]?.folded ?? '') && read.to > from + 1;
    const piece: NamePiece = behind && read.kind === 'unknown' ? { ...read, kind: 'person' } : read;
    pieces.push(piece);
    from = piece.to;
    while (from < to && !words[from]?.capital) from += 1;
  }
  return pieces;
}

function readPiece(words: readonly Word[], from: number, to: number, directory: SpeakerDirectory): NamePiece {
  const { lexicon } = directory;
  const first = words[from];
  if (!first) return { from, to, kind: 'none' };
  const whole = foldedName(words, from, to);
  const length = to - from;

  const country = countryStartingAt(words, from, to, lexicon);
  if (country && country.to === to) {
    if (country.by === 'adjective') return { from, to, kind: 'adjective' };
    return { from, to, kind: country.by === 'name' ? 'country' : 'place' };
  }
  const [known] = directory.byName(whole);
  if (known && (length > 1 || known.kind !== 'person')) return { from, to, kind: known.kind };

  const last = words[to - 1];
  const strongGiven = (i: number): boolean => {
    const folded = words[i]?.folded ?? '';
    return lexicon.given.has(folded) && !lexicon.ambiguousGiven.has(folded);
  };
  // "Hope Park, a trader,": what is no name for certain is one beside what a person is
  const given =
    strongGiven(from) ||
    (length === 2 &&
      (lexicon.given.has(first.folded) || SYLLABLES.test(first.text)) &&
      standsByRole(words, from, to, lexicon));
  // "Brandt & Oyer Fisheries"
  for (let i = from + 1; i < to; i += 1) if (words[i]?.text === '&') return { from, to, kind: 'body' };
  const realm = endOfRealm(words, from, to, lexicon);
  if (realm > 0) return { from, to: realm, kind: 'place' };
  const house = endOfHouse(words, from, to, lexicon);
  if (house > 0) return { from, to: house, kind: 'body' };
  const hasBodyWord = bodyWordAt(words, from, to, lexicon);
  if (hasBodyWord >= 0) {
    // "Labour Party Yvette Cooper": a person after the body
    const split = givenAfter(words, hasBodyWord + 1, to, lexicon);
    if (split > 0) return { from, to: split, kind: 'body' };
    // "Bank of Velmark Maria Tarn"
    for (let i = from + 2; i < to - 1; i += 1)
      if (namesPerson(words, i, to, lexicon)) return { from, to: i, kind: 'body' };
    const surname = length === 2 && given && hasBodyWord === from + 1 && !BODY_ONLY.has(last?.folded ?? '');
    if (!surname) return { from, to, kind: 'body' };
    return { from, to, kind: 'person' };
  }
  // "Under Secretary for Policy Maria Tarn", "Minister of Forests and Food Maria Tarn"
  const link = words[from - 1]?.folded ?? '';
  if (
    /^(?:of|for|on|in|to|at|from)$/.test(link) ||
    (link === 'and' && isTopic(first, lexicon)) ||
    isTopic(words[from - 1], lexicon)
  )
    for (let i = from + 1; i < to - 1; i += 1)
      if (namesPerson(words, i, to, lexicon)) return { from, to: i, kind: 'none' };
  if (country && country.by !== 'capital' && to - country.to >= 1) {
    // "Ukrainian Oleksandr Usyk": the adjective is none of the name
    if (country.by === 'adjective' && (strongGiven(country.to) || first.first)) {
      return { from, to: country.to, kind: 'adjective' };
    }
    if (country.by === 'name' && strongGiven(country.to)) return { from, to: country.to, kind: 'country' };
  }
  if (last && lexicon.places.has(last.folded) && !given) return { from, to, kind: 'place' };
  // "Channel 14" is no place
  if (length > 1 && lexicon.places.has(first.folded) && !strongGiven(from) && !/^\d/.test(last?.text ?? '')) {
    // "Park Geun-soo", "Foreign Minister Park Jin-ho"
    if (length === 2 && SYLLABLES.test(last?.text ?? '')) return { from, to, kind: 'person' };
    if (matchRoleBefore(words, from - 1, from - 3, lexicon)?.plural === false)
      return { from, to, kind: 'person' };
    // "District Administrator Grace Tarn"
    const split = givenAfter(words, from + 1, to, lexicon);
    return split > 0 ? { from, to: split, kind: 'none' } : { from, to, kind: 'place' };
  }
  if (length === 1) {
    if (first.allCaps && first.text.length >= 2 && !strongGiven(from)) return { from, to, kind: 'body' };
    return { from, to, kind: strongGiven(from) ? 'person' : 'unknown' };
  }
  if (strongGiven(from)) return { from, to: beforeOther(words, from, to, directory), kind: 'person' };
  // "Defiant Doreen vowed": the adjective that opens the sentence is none of the name
  if (first.first && strongGiven(from + 1) && ADJECTIVE.test(first.folded)) {
    return { from, to: from + 1, kind: 'adjective' };
  }
  // "Per Olav Strand", "Hope Adeyemi": a word that is a given name as well, in the middle of a sentence
  if (!first.first && lexicon.ambiguousGiven.has(first.folded)) return { from, to, kind: 'person' };
  // "TASS Ivan Petrov": an acronym, then a given name with more after it
  for (let i = from + 1; i < to - 1; i += 1) {
    const before = words[i - 1];
    const split =
      strongGiven(i) &&
      before !== undefined &&
      ((before.allCaps && !INITIALS.test(before.text)) ||
        isRegion(before) ||
        directory.byName(foldedName(words, from, i)).some((s) => s.kind !== 'person'));
    if (split) {
      const prefix = readPiece(words, from, i, directory);
      return { from, to: i, kind: prefix.kind };
    }
  }
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (!word) continue;
    if (i > from && i < to - 1 && /^\p{Lu}\.?$/u.test(word.text)) return { from, to, kind: 'person' };
    if (i > from && /^(?:bin|bint|ibn|ould|abu)$/.test(word.folded)) return { from, to, kind: 'person' };
    if (i > from && /^(?:al|el|bin|ben)[-‐]/i.test(word.text)) return { from, to, kind: 'person' };
  }
  if (INITIALS.test(first.text)) return { from, to, kind: 'person' };
  if (first.allCaps && first.text.length >= 2 && last && !last.allCaps) return { from, to, kind: 'body' };
  return { from, to, kind: 'unknown' };
}

/** "Jae-myung", "Min-ji" */
const SYLLABLES = /^\p{Lu}\p{Ll}+[-‐‑]\p{Ll}{2,6}$/u;

/** Words between a name and the office beside it. */
const LONGEST_APPOSED = 7;

/** "Its founder, Grace Park", "Faith Church, a lawyer", "Hope House, 41,": whether the name is somebody's. */
function standsByRole(words: readonly Word[], from: number, to: number, lexicon: Lexicon): boolean {
  if (matchRoleBefore(words, from - 1, Math.max(0, from - LONGEST_APPOSED), lexicon)?.plural === false)
    return true;
  const isRole = (at: number): boolean => {
    const role = matchRole(words, at, at + lexicon.longestRole, lexicon);
    return role !== null && !role.plural;
  };
  if (words[to]?.text === ',') {
    if (/^\d{1,3}$/.test(words[to + 1]?.text ?? '')) return true;
    for (let i = to + 2; i < to + LONGEST_APPOSED && words[i]?.folded; i += 1) if (isRole(i)) return true;
  }
  if (words[from - 1]?.text !== ',') return false;
  for (let i = from - 2; i >= Math.max(0, from - LONGEST_APPOSED) && words[i]?.folded; i -= 1)
    if (isRole(i)) return true;
  return false;
}

/** The "J." of "J. Gerald Tarn". */
const INITIALS = /^(?:\p{Lu}\.)+$/u;

/** "at a meeting with Alexander Lukashenko Putin said": where the name of somebody known ends and another's begins. */
function beforeOther(words: readonly Word[], from: number, to: number, directory: SpeakerDirectory): number {
  const last = to - 1;
  if (last < from + 2 || directory.bySurname(words[last]?.text ?? '').length === 0) return to;
  const known = directory.byName(foldedName(words, from, last));
  return known.some(({ kind }) => kind === 'person') ? last : to;
}

/** Endings of adjectives that tabloids put before a name. */
const ADJECTIVE =
  /^[a-z]{2,}(?:ed|ant|ent|ful|ous|ive|ing|less|broken|stricken|angry|happy|weary|plucky|cheeky|brave|proud)$/;

/** Words that are never somebody's last name. */
const BODY_ONLY: ReadonlySet<string> = new Set(
  'ministry department agency council committee commission university institute foundation association inc ltd llc plc parliament news times tribune herald gazette party'.split(
    ' ',
  ),
);

/** The last word of the stretch that makes it the name of a body, before any "of"; -1 where none does. */
function bodyWordAt(words: readonly Word[], from: number, to: number, lexicon: Lexicon): number {
  let found = -1;
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (isBodyWord(word, lexicon)) found = i;
    if (
      found >= 0 &&
      word &&
      !word.capital &&
      (word.folded === 'of' || word.folded === 'for' || word.folded === 'on')
    ) {
      return to - 1;
    }
    if (i > from && word?.folded === 'of') return to - 1; // "Compact of Inland States"
  }
  return found;
}

/** The end of "Republic of Lutz", "Lutz Republic" in "President of the Republic of Lutz Ada Lind"; -1 where there is none. */
function endOfRealm(words: readonly Word[], from: number, to: number, lexicon: Lexicon): number {
  if (words[from - 1]?.folded !== 'the' || words[from - 2]?.folded !== 'of') return -1;
  if (matchRoleBefore(words, from - 3, Math.max(0, from - LONGEST_APPOSED), lexicon)?.plural !== false)
    return -1;
  for (let i = from + 2; i < to - 1; i += 1) {
    const named = isRealm(words[i - 1]) || (words[i - 2]?.folded === 'of' && isRealm(words[i - 3]));
    if (!named || !words[i]?.capital || !words[i + 1]?.capital) continue;
    return words.slice(i, to).some((word) => isBodyWord(word, lexicon)) ? -1 : i;
  }
  return -1;
}

/** The end of "House of Representatives" in "Speaker of the House of Representatives Ada Lind"; -1 where there is none. */
function endOfHouse(words: readonly Word[], from: number, to: number, lexicon: Lexicon): number {
  for (let i = from + 2; i < to - 1; i += 1) {
    if (words[i - 1]?.folded !== 'of' || !HOUSES.test(words[i]?.folded ?? '')) continue;
    const next = words[i + 1];
    return next?.capital && !isBodyWord(next, lexicon) ? i + 1 : -1;
  }
  return -1;
}
const HOUSES = /^(?:commons|lords|representatives|delegates|councillors|assembly|keys|staff)$/;

/** Where a person's name of two or more words starts at `from` or later in the stretch; -1 where none does. */
function givenAfter(words: readonly Word[], from: number, to: number, lexicon: Lexicon): number {
  for (let i = from; i < to - 1; i += 1) {
    const folded = words[i]?.folded ?? '';
    if (lexicon.given.has(folded) && !lexicon.ambiguousGiven.has(folded)) return i;
  }
  return -1;
}

/** The name as it is shown: as written, single spaces, without a possessive mark. */
export function nameText(words: readonly Word[], from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (!word) continue;
    if (i === to - 1 && isPossessiveMark(word)) break;
    if (i > from && isNickname(words, i)) {
      i += 2;
      continue;
    }
    out += i > from && !word.glued ? ` ${word.text}` : word.text;
  }
  return out;
}
