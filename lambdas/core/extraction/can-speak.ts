// Who can say something: people, bodies and documents, but not "the exchange underscored how …" or "a loss that
// called to mind …".
import type { Predicate } from './predicate.ts';
import { childrenOf, type SentenceTree } from './sentence-tree.ts';

/** Endings of nouns for what happens and for qualities. */
const ABSTRACT = /(?:[ts]ion|ness|[ai]l?ity|ism|ence|ance|ship|hood|dom|acy|cide|ing)s?$/;
/** Nouns with such an ending that stand for people, bodies or documents. */
const SPEAKING =
  /^(?:wing|(?:eye)?witness|highness|holiness|business|governess|baroness|(?:sub)?commission|delegation|mission|administration|organi[sz]ation|association|(?:con)?federation|coalition|opposition|corporation|institution|foundation|prosecution|nation|authority|municipality|university|community|majority|minority|facility|city|entity|celebrity|personality|dignitary|alliance|conference|intelligence|defence|audience|resolution|declaration|publication|constitution|petition|resignation|notification|submission|analysis|presentation|inscription|caption|invitation|correspondence|leadership|dealership|kingdom|legacy|pharmacy|embassy|academy|king|briefing|ruling|filing|finding|recording|posting|warning|reading|meeting|hearing|painting|building|sibling|insurance|finance|evaluation|valuation|calculation|projection|investigation|examination|section|division|station|legion|champion|companion|guardian|union|region|religion)s?$/;
/** Other nouns for what happens. */
const EVENTS =
  /^(?:attack|battle|cause|change|clash|collapse|contrast|crash|crisis|day|death|debate|defeat|drop|effort|election|episode|event|exchange|exit|failure|fall|fate|fight|fire|fusillade|gap|growth|history|incident|issue|killing|loss|match|month|moment|mood|move|murder|name|need|night|outcome|pace|pattern|phase|pressure|price|problem|process|race|rate|reality|return|rise|risk|scandal|scene|season|shift|shock|sign|silence|size|slump|speed|spending|storm|strike|struggle|success|surge|talk|tension|thing|threat|time|tone|tradition|trend|turn|turnout|twist|victory|violence|visit|vote|wait|war|way|weather|week|win|work|year)s?$/;

/** Verbs that tell, of things, what they are evidence of. */
const EVIDENTIAL: ReadonlySet<string> = new Set(
  'underscore underline highlight emphasize emphasise signal indicate reveal suggest show imply find prove'.split(
    ' ',
  ),
);
/** Verbs that tell something of documents alone: "The log records 37 such nights", but not "The bay showed its teeth". */
const SHOWING: ReadonlySet<string> = new Set(['show', 'record', 'list']);
const DOCUMENTS =
  /^(?:(?:e-?)?mail|log|logbook|diary|record|document|file|memo|memorandum|message|invoice|statement|letter|cable|transcript|minute|budget|ledger|survey|study|register|certificate|contract|receipt|audit|result|figure|statistic|poll|finding)s?$/;

/** Rules whose content is neither a clause nor a quotation. */
const WEAK: ReadonlySet<string> = new Set(['topic', 'spoke-of', 'called', 'urged', 'promised']);

/** A name, a pronoun of a person, or a noun beside a name or a possessor: figures and moods suggest things too. */
const isSomebody = (tree: SentenceTree, noun: number): boolean =>
  tree.upos[noun] === 'PROPN' ||
  /^(?:he|she|who)$/.test(tree.lower[noun] ?? '') ||
  childrenOf(tree, noun).some((c) => /^(?:appos|nmod:poss)$/.test(tree.deprel[c] ?? ''));

const DATE =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tonight)$/;

/** "and then, in June, admitted", "its chair, yesterday announced": no day or month says anything. */
const isDate = (tree: SentenceTree, noun: number): boolean =>
  DATE.test(tree.lower[noun] ?? '') &&
  childrenOf(tree, noun).every((c) => tree.deprel[c] === 'case' || tree.upos[c] === 'NUM');

/** "The ad's purpose was to blast her", "The goal will be to find out what": what somebody is up to. */
const PURPOSES = /^(?:purpose|goal|aim|objective|intention|ambition|task|challenge|priority|job)s?$/;

/** Whether the subject of a verb may be the source of what the rule found. */
export function canSpeak(tree: SentenceTree, { subject, lemma }: Predicate, rule: string): boolean {
  const purpose = subject !== null && PURPOSES.test(tree.lower[subject.token] ?? '');
  // but "The purpose is unknown, say the guards"
  if ((subject && isDate(tree, subject.token)) || (purpose && rule !== 'inserted')) return false;
  const shows = SHOWING.has(lemma) && /^(?:content-after|topic)$/.test(rule);
  if (!subject || !(WEAK.has(rule) || shows || (rule === 'content-after' && EVIDENTIAL.has(lemma))))
    return true;
  const noun = subject.antecedent ?? subject.token;
  if (/^(?:this|there)$/.test(tree.lower[noun] ?? '')) return false;
  if (shows && !DOCUMENTS.test(tree.lower[noun] ?? '') && !(lemma === 'show' && tree.lower[noun] === 'they'))
    return false;
  if (rule === 'topic' && lemma === 'suggest' && !isSomebody(tree, noun)) return false;
  if (tree.upos[noun] !== 'NOUN') return true;
  const word = tree.lower[noun] ?? '';
  return !(EVENTS.test(word) || (ABSTRACT.test(word) && !SPEAKING.test(word)));
}
