// Cuts from the end of content what the narrator adds: "… would “never yield” – words she had used before",
// "… was “fair”, a phrase that drew laughter".
import { countWords } from '../text/count-words.ts';
import { quotationsIn } from '../text/quotation-lookup.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import type { Candidate } from './candidate.ts';

const DASH = /\s(?:–|—|--|-)\s|—/gu;
/** Words that must stay before a dash for the rest to count as an aside. */
const FEWEST_KEPT = 3;
const SUMMARY = String.raw`(?:an?|the\s(?:first|second|latest|only|same|very|\p{Ll}{3,}est))\s(?![“”"‘'])`;
const ASIDE_AFTER_QUOTE = new RegExp(String.raw`^["”’»]?,\s+${SUMMARY}`, 'u');
const ASIDE_AFTER_MARK = new RegExp(String.raw`^(?:.?["”’»],|,["”’»])\s+${SUMMARY}`, 'u');

/** Nouns that sum up a clause, in the narrator's own judgement of it: "…, a claim that nobody could check". */
const SUMS_UP =
  'claim|assertion|charge|accusation|allegation|view|position|stance|call|request|offer|sentiment|move|result|' +
  'development|approach|tactic|prospect|signal|practice|step|remark|comment|suggestion|idea|swipe|jab|reference|' +
  'phrase|word|line|theme|proposal|decision|shift|blow|victory|statement|account|argument|criticism|complaint|' +
  'threat|warning|promise|pledge|demand|conclusion|finding|reversal|departure|concession|admission|denial|rebuke|' +
  'nod|reproach|judgement|judgment|verdict|formula|characterisation|characterization|description';
const SUMMING_UP = new RegExp(
  `,["”’»]?\\s+an?\\s(?:[\\p{L}-]+\\s){0,2}?(?:${SUMS_UP})\\s(?=[\\p{L}]+)`,
  'gu',
);

/**
 * Offset of the first match of `pattern`, which is global, that no quotation holds and that leaves `fewest` words of the
 * span before it; -1 where there is none.
 */
const findCut = (
  pattern: RegExp,
  fewest: number,
  text: string,
  { start, end }: Span,
  inside: readonly Quotation[],
): number => {
  const content = text.slice(start, end);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(content); match; match = pattern.exec(content)) {
    const at = start + match.index;
    if (inside.some((q) => q.start <= at && at < q.end - 1)) continue;
    if (countWords(text.slice(start, at)) >= fewest) return at;
  }
  return -1;
};

/** What follows a dash when the narrator takes over: a noun that sums up, "although", a verb of the same subject. */
const NARRATES = new RegExp(
  `^\\s?[–—-]+\\s?(?:(?:an?\\s)?(?:[\\p{L}-]+\\s){0,2}?(?:${SUMS_UP}|language|words|terms|metaphor|explanation)\\s|` +
    `(?:although|though|provided|to the|then|while|whereas)\\s|and\\s(?:he|she|they|it|[\\p{Ll}]+(?:ed|ing))\\s|` +
    `(?:adding|arguing|asserting|calling|insisting|noting|pointing|saying|suggesting|warning)\\s)`,
  'u',
);
/** Enough of what follows a dash to tell. */
const LONGEST_ASIDE_HEAD = 60;

/** Offset of the first dash outside quotations that no second dash answers. */
const findAside = (text: string, { start, end }: Span, inside: readonly Quotation[]): number => {
  const content = text.slice(start, end);
  let first = -1;
  DASH.lastIndex = 0;
  for (let match = DASH.exec(content); match; match = DASH.exec(content)) {
    const at = start + match.index;
    if (inside.some((q) => q.start <= at && at < q.end)) continue;
    if (first >= 0) return -1;
    first = at;
  }
  if (first < 0 || !NARRATES.test(text.slice(first, first + LONGEST_ASIDE_HEAD))) return -1;
  return countWords(text.slice(start, first)) >= FEWEST_KEPT ? first : -1;
};

/** "…, two days after the flood": when it was said. */
const AFTERWARDS =
  String.raw`,\s(?:(?:just|only|barely)\s)?(?:an?|one|two|three|four|five|six|several|(?:a\s)?few|some|hours?|days?|weeks?|months?|\d+)\s` +
  String.raw`(?:(?:minutes?|hours?|days?|weeks?|months?|years?)\s)?(?:after|before)\s`;
/** Verbs of telling: what is not told is the narrator's to say. */
const TELL =
  'say|said|comment|discuss|elaborate|give|name|confirm|identify|specify|provide|explain|suggest|mention|disclose|clarify|' +
  String.raw`answer|indicate|rule\sout|go\sinto|be\sdrawn`;
/** "… but would not say why", "… though she did not name him": what was not said. */
const WITHHELD =
  String.raw`,?\s(?:but|and|though|although|while)\s` +
  String.raw`(?:(?:he|she|they|it|\p{Lu}[\p{L}.’'-]+(?:\s\p{Lu}[\p{L}.’'-]+){0,2})\s)?` +
  String.raw`(?:(?:did|does|do|would|will|has|have|had)(?:\snot|n['’]t)\s(?:\p{Ll}+ly\s)?(?:yet\s)?(?:${TELL})|` +
  String.raw`could(?:\snot|n['’]t)\s(?:say|confirm|(?:recall|remember)\s(?:wh\p{Ll}+|how|if))|` +
  String.raw`(?:has\s|had\s)?(?:\p{Ll}+ly\s)?(?:stopped\sshort|(?:declined|refused)\sto\s(?:${TELL})|gave\sno|offered\sno))\b`;
/** "…, and the embassy did not return three calls": who else did not talk. */
const UNREACHED =
  String.raw`,?\s(?:but|and|while)\s(?:[\p{L}’'-]+\s){1,6}?(?:(?:did|has|had)(?:\snot|n['’]t)\s(?:immediately\s)?(?:return(?:ed)?\s(?:[\p{L}\d]+\s){0,3}?(?:calls?|messages?|e-?mails?)|` +
  String.raw`(?:respond|repl|answer)\p{Ll}*\s(?:to\s(?:[\p{L}\d]+\s){0,3}?(?:requests?|questions?|calls?|e-?mails?|messages?)|immediately))|could\snot\s(?:immediately\s)?be\sreached|(?:declined|refused)\sto\scomment)\b`;
/** "…; their names were not given": what nobody said. */
const UNTOLD = String.raw`;\s(?:no|the|their|his|her|its)\s(?:[\p{L}’'-]+\s){1,4}?(?:was|were|has\sbeen|have\sbeen)(?:\snot|n['’]t)?\s(?:immediately\s)?(?:provided|given|released|disclosed|identified|named|revealed|specified)$`;
/** "said “no” when asked": on what occasion. */
const WHEN_ASKED = String.raw`\swhen\s(?:asked|pressed|questioned|challenged)\s(?:if|whether|about|why|how|what|by)\b`;
/** "… even as it sends its fleet": the narrator's contrast. */
const EVEN_AS = String.raw`\seven\sas\s\p{L}`;
/** "… in a statement to the wire", "… on condition of anonymity": how it was said. */
const MANNER =
  String.raw`\son\s(?:his|her|its|their)\s(?:\S+\s){0,2}(?:channel|account|page|blog|website|feed|profile)$|,\s(?:al)?though\snot\s|\sall\sthe\ssame$|,?\s(?:speaking\s)?on\s(?:the\s)?condition\s(?:of\sanonymity|that)\b|` +
  String.raw`\sin\s(?:remarks\s(?:carried|published|broadcast|reported|to)\b|an?\s(?:[\p{L}-]+\s){0,2}` +
  String.raw`(?:statement|interview|speech|post|tweet|broadcast)\s(?:to|on|with|published|issued|carried|posted|sent|released|read|late|earlier)\b)`;
/** "…, without elaborating", "…, which Lutz denies", "…, prompting cheers": what was not said, and what came of it. */
const OUTCOME =
  String.raw`,\s(?:without\s(?:elaborating|explaining|specifying|naming|(?:giving|offering|providing)\s(?:further\s|any\s|more\s)?(?:details|evidence|proof|reasons?|an?\sreason))|` +
  String.raw`(?:which|(?:something|an?\s(?:\p{L}+\s){1,2}?)(?:that|which)?)\s?(?:[\p{L}’'-]+\s){1,4}?(?:has\s|have\s|had\s)?(?:denies|deny|denied|rejects|rejected|disputes|disputed)$|` +
  String.raw`(?:prompting|drawing|sparking|triggering|eliciting|earning)\s(?:\p{Ll}+\s){0,2}?(?:cheers|applause|laughter|boos|jeers|gasps|criticism|anger|outrage|fury|protests?|condemnation|rebukes?|praise|calls))\b`;
/** "…, while" before what another said: a conjunction that nothing follows. */
const DANGLING = String.raw`,?\s(?:while|whereas|and|but|(?:al)?though|even\sas|however|meanwhile)$`;
/** "denied the charge at the time", "contested the finding in the courts": when and where it was denied. */
const DENIED_WHEN =
  /\s(?:at\sthe\stime|in\s(?:the\s)?courts?|(?:last|this)\s(?:week|month|year|spring|summer|autumn|winter)|on\s\p{Lu}\p{Ll}+day|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December))$/u;
/** Nouns of what is said: a day after them is that of the answer to them. */
const OF_SAYING =
  'stor(?:y|ies)|reports?|allegations?|accusations?|claims?|charges?|decision|proposal|idea|insinuations?|rumou?rs?|suggestions?|offer|' +
  'criticisms?|figures?|account|version|demands?|verdict|ruling|remarks?|comments?';
/** Agencies, and words that end the names of others. */
const OUTLETS =
  'AFP|Reuters|AP|BBC|CNN|CBS|NBC|ABC|NPR|DPA|dpa|TASS|Interfax|Xinhua|Anadolu|Bloomberg|Politico|News|Times|Post|Monitor|Herald|Tribune|' +
  'Journal|Gazette|Telegraph|Guardian|Independent|Observer|Chronicle|Dispatch|Courier|Radio|TV|Television|Agency';
/** "condemned the decision within the hour", "confirmed the figure to this newspaper", "… as soon as I mentioned it". */
const SAID_WHEN = new RegExp(
  String.raw`\swithin\s(?:the\s|an?\s)?(?:hours?|minutes?|days?)(?:\sof\s.*)?$|` +
    String.raw`\sto\sthis\s(?:newspaper|paper|agency|reporter|correspondent|website|magazine)$|` +
    String.raw`\sto\s(?:the\s)?(?:\p{Lu}[\p{L}-]+\s){0,3}(?:${OUTLETS})$|` +
    String.raw`\sas\ssoon\sas\s.*$|\swhen\s(?:asked|reached|contacted|pressed|approached|(?:he|she|they|we|I|it)\s).*$|` +
    String.raw`\s(?:in|by|with)\s(?:an?|another)\s(?:[\p{L}-]+\s){0,2}(?:reply|letter|statement|post|tweet|message|interview|radio\saddress|speech|` +
    String.raw`telegram|broadcast|note|e-?mail|text|call|telephone\scall)(?:\son\s\p{Lu}\p{Ll}+day(?:\s\p{Ll}+)?)?$|` +
    String.raw`\son\sthe\ssame\s(?:day|evening|night|morning)$|` +
    String.raw`(?<=\b(?:${OF_SAYING}))\son\s\p{Lu}\p{Ll}+day(?:\s(?:morning|afternoon|evening|night))?$`,
  'u',
);
const NARRATED_END = new RegExp(
  `${AFTERWARDS}|${WITHHELD}|${UNREACHED}|${UNTOLD}|${WHEN_ASKED}|${EVEN_AS}|${MANNER}|${OUTCOME}|${DANGLING}`,
  'gu',
);

const trimSpan = (
  text: string,
  span: Span,
  quotations: readonly Quotation[],
): { start: number; end: number } => {
  const { start } = span;
  let { end } = span;
  const inside = quotationsIn(quotations, span);
  const dash = findAside(text, span, inside);
  if (dash > 0) end = dash;
  const summing = findCut(SUMMING_UP, FEWEST_KEPT, text, { start, end }, inside);
  if (summing > 0) end = summing;
  const narrated = findCut(NARRATED_END, 1, text, { start, end }, inside);
  if (narrated > 0) end = narrated;
  for (const quotation of inside) {
    if (quotation.start >= end) break;
    // The mark may stand before or after the comma.
    const rest = text.slice(quotation.end - 2, end);
    const aside = ASIDE_AFTER_MARK.test(rest) || ASIDE_AFTER_QUOTE.test(text.slice(quotation.end, end));
    if (aside && quotation.end < end) {
      end = quotation.end;
      break;
    }
  }
  return { start, end };
};

/** "called it “a trap” on her way in", "urged “restraint” on August 20th", "… as “not stupid”, which counts as warmth". */
const BEHIND_WORDS =
  /^(?:,["”’»]?\s(?:which|something)\s|["”’»]?\son\s(?:\p{Lu}\p{Ll}+day|\p{Lu}\p{Ll}+\s\d|\d{1,2}\s\p{Lu}|(?:his|her|their|the)\sway)|["”’»]?\s[–—]\s|["”’»]?\s(?:while|when|as)\s(?:he|she|they|it)\s)/u;
const OF_WORDS: ReadonlySet<string> = new Set(['called', 'topic', 'spoke-of']);

/** Offset of what goes on behind the last words in quotation marks that somebody used of something; -1 where nothing does. */
const findBehindWords = (text: string, span: Span, quotations: readonly Quotation[]): number => {
  const last = quotationsIn(quotations, span).at(-1);
  if (!last || last.end >= span.end) return -1;
  return BEHIND_WORDS.test(text.slice(last.end, span.end)) ? last.end : -1;
};

/** The candidate without asides at the end of its last content span. */
export function trimContent(candidate: Candidate, text: string, quotations: readonly Quotation[]): Candidate {
  const last = candidate.content.at(-1);
  // Only where the content follows its cue does the sentence's end belong to the narrator.
  if (!last || !candidate.cue || last.start < candidate.cue.start || candidate.verbatim) return candidate;
  const trimmed = trimSpan(text, last, quotations);
  const behind = OF_WORDS.has(candidate.rule) ? findBehindWords(text, trimmed, quotations) : -1;
  if (behind > 0) trimmed.end = behind;
  if (
    candidate.rule === 'topic' &&
    !quotationsIn(quotations, trimmed).some(({ end }) => end >= trimmed.end)
  ) {
    const content = text.slice(trimmed.start, trimmed.end);
    const when =
      SAID_WHEN.exec(content) ?? (candidate.stance === 'denied' ? DENIED_WHEN.exec(content) : null);
    if (when && when.index > 0) trimmed.end = trimmed.start + when.index;
  }
  return trimmed.end === last.end
    ? candidate
    : { ...candidate, content: [...candidate.content.slice(0, -1), trimmed] };
}
