// What is no statement although its words are those of saying: "declined to say", "was asked whether",
// "agreed to meet", "if they admit that", "reporters asked the envoy if".
import type { Assertion } from './assertion.ts';
import { canSpeak } from './can-speak.ts';
import type { Predicate } from './predicate.ts';
import { childrenOf, findChild, hasTensed, relation, type SentenceTree } from './sentence-tree.ts';

const REFUSING: ReadonlySet<string> = new Set(['decline', 'refuse']);
/** Those who ask for a living: what they ask is no statement of theirs. */
const ASKERS: ReadonlySet<string> = new Set(
  'i we reporter reporters journalist journalists interviewer interviewers moderator moderators anchor host pollster pollsters lawyer lawyers prosecutor prosecutors'.split(
    ' ',
  ),
);
/** "When pressed on dates, she smiled": the subject of what follows was asked. */
const QUESTIONING: ReadonlySet<string> = new Set(['ask', 'press', 'question', 'quiz', 'challenge', 'query']);
/** Verbs of denial: a denial of them is a statement ("did not deny that"). */
const DENIALS: ReadonlySet<string> = new Set('deny dispute reject refute contest rule'.split(' '));

/** What bears a slogan that is nobody's statement: "A banner read “…”". */
const BOARDS =
  /^(?:sign|banner|placard|poster|plaque|billboard|graffiti|graffito|sticker|t-shirt|shirt|slogan|board)s?$/;

/** Of these no verb makes a speaker: "The clock says ten". */
const SIGNS =
  /^(?:sign|signpost|banner|placard|poster|billboard|graffiti|graffito|sticker|t-shirt|slogan|bedsheet|clock|thermometer|barometer|speedometer|scoreboard|tattoo)s?$/;
const REFLEXIVE = /^(?:himself|herself|itself|themselves|ourselves|myself|yourself)$/;

/** "An earlier version of this article said": what the paper takes back. */
const isCorrected = (tree: SentenceTree, { subject }: Predicate): boolean =>
  subject !== null &&
  /^(?:version|edition|caption|headline)$/.test(tree.lower[subject.token] ?? '') &&
  /^(?:earlier|previous|original)$/.test(tree.lower[subject.token - 1] ?? '') &&
  tree.lower.slice(subject.token + 1, subject.token + 4).includes('this');

/** "said more than the hearing had", "says volumes", "said enough": how much, not what. */
const isMeasure = (tree: SentenceTree, { cueTo, lemma }: Predicate): boolean => {
  if (lemma !== 'say') return false;
  const [first = '', second = '', third = '', fourth = ''] = tree.lower.slice(cueTo + 1, cueTo + 5);
  if (/^(?:volumes|plenty|enough|everything)$/.test(first))
    return /^(?:[.,;:—–]|about|of|and|for)$/.test(second);
  const than = /^(?:more|less)$/.test(first) && second === 'than';
  return (
    than &&
    /^(?:the|any|a|an|his|her|its|their|anyone|anything|he|she|it|they|words)$/.test(third) &&
    fourth !== 'number'
  );
};

/** What is run for, not spoken against. */
const CONTESTED =
  /^(?:seats?|elections?|by-?elections?|polls?|votes?|races?|primar(?:y|ies)|constituenc(?:y|ies)|presidency|leadership|matches|match|final|district|run-?off)$/;

const VIEWS =
  /^(?:views?|opinions?|grievances?|complaints?|concerns?|doubts?|fears?|worries|criticisms?|frustrations?|differences|misgivings|reservations|anger|ideas?|suspicions?|accusations?|allegations?|claims?|demands?|objections?)$/;

/** What is cited for what has been said. */
const EVIDENCE = /^(?:data|figures?|statistics|records?|documents?|studies|study|surveys?|polls?|research)$/;

/** What is renewed by saying so. */
const RENEWED =
  /^(?:solidarity|support|commitment|condemnation|rejection|denunciation|adherence|readiness|willingness|backing|opposition|thanks|gratitude|condolences|appreciation|confidence|keenness|stance|position)$/;

/** What things threaten. */
const ENDANGERED =
  /^(?:existence|peace|stability|survival|security|future|livelihoods?|lives|safety|unity|health|economy|supply|supplies|wildlife|truce|ceasefire|foundations?)$/;

const headOf = (tree: SentenceTree, verb: number): number => findChild(tree, verb, 'obj') ?? -1;

/** "he said while announcing his bid", "he said, announcing the move": the occasion of what was said. */
const isOccasion = (tree: SentenceTree, { token, lemma, subject, cueTo }: Predicate): boolean => {
  if (!/^(?:announce|unveil|present|introduce|discuss)$/.test(lemma) || tree.xpos[token] !== 'VBG')
    return false;
  if (/^(?:when|while|whilst|after|before|by)$/.test(tree.lower[token - 1] ?? '')) return true;
  return (
    subject?.shared === true &&
    tree.lower[cueTo + 1] === 'the' &&
    /^(?:development|move|decision|news|measures?|changes?|results?|step|deal|appointment)$/.test(
      tree.lower[cueTo + 2] ?? '',
    ) &&
    /^[.,]?$/.test(tree.words[cueTo + 3] ?? '')
  );
};

/** Whether a verb's content counts as a statement of its subject. */
export function isStatement(
  tree: SentenceTree,
  predicate: Predicate,
  rule: string,
  assertion: Assertion,
): boolean {
  const { token, lemma, subject, passive } = predicate;
  if (assertion === 'unreal') return false;
  if (isNaming(tree, predicate) || !canSpeak(tree, predicate, rule)) return false;
  // "nobody disputes that"
  if (
    subject?.token === predicate.cueFrom - 1 &&
    /^(?:nobody|none|nothing)$/.test(tree.lower[subject.token] ?? '')
  )
    return false;
  if (assertion === 'negated')
    return (
      DENIALS.has(tree.lemma[token] ?? '') &&
      rule !== 'topic' &&
      !/^(?:nor|neither)$/.test(tree.lower[token - 1] ?? '')
    );
  // "told nobody how he would vote"
  const told = findChild(tree, token, 'iobj', 'obj');
  if (told !== undefined && told > token && /^(?:nobody|none|nothing)$/.test(tree.lower[told] ?? ''))
    return false;
  // … but "said nothing had changed"
  const next = predicate.cueTo + 2;
  if (
    tree.lower[next - 1] === 'nothing' &&
    !/^(?:but|about|short)$/.test(tree.lower[next] ?? '') &&
    !hasTensed(tree, next, Math.min(next, tree.size - 1))
  )
    return false;
  // "she said, referring to the vote", "She was referring to the vote": the narrator's gloss
  if (/^(?:refer|allude)$/.test(lemma) && tree.xpos[token] === 'VBG') return false;
  // "Pointing to a map, she said": with a finger
  if (lemma === 'point' && tree.xpos[token] === 'VBG' && token === tree.opening) return false;
  if (rule === 'topic' && isOccasion(tree, predicate)) return false;
  // "The border was maintained by the army", "is contesting the seat"
  if (lemma === 'maintain' && passive && rule === 'passive') return false;
  if (lemma === 'contest' && rule === 'topic' && CONTESTED.test(tree.lower[headOf(tree, token)] ?? ''))
    return false;
  if (lemma === 'call' && tree.lower[next - 1] === 'attention') return false;
  if (lemma === 'beg' && tree.lower.slice(next - 1, next + 1).join(' ') === 'to differ') return false;
  // "who requested anonymity", ", citing bank data"
  if (/^(?:request|seek|demand|want)$/.test(lemma) && tree.lower[headOf(tree, token)] === 'anonymity')
    return false;
  if (lemma === 'cite' && tree.xpos[token] === 'VBG' && EVIDENCE.test(tree.lower[headOf(tree, token)] ?? ''))
    return false;
  // "a paper detailing the trade", "leaked a film showing the raid", "a bomb which threatens the existence of both"
  if (lemma === 'detail' && rule === 'topic' && tree.xpos[token] === 'VBG') return false;
  if (lemma === 'leak' && rule === 'topic') return false;
  if (lemma === 'threaten' && rule === 'topic' && ENDANGERED.test(tree.lower[headOf(tree, token)] ?? ''))
    return false;
  if (lemma === 'brief' && tree.xpos[token] === 'VBG') return false;
  // "brushed off questions from reporters"
  if (/^(?:dismiss|reject|brush off|deflect|wave off|bat away|shrug off)$/.test(lemma) && rule === 'topic')
    if (/^questions?$/.test(tree.lower[headOf(tree, token)] ?? '')) return false;
  // "renewed its solidarity", not its lease
  if (lemma === 'renew' && !RENEWED.test(tree.lower[headOf(tree, token)] ?? '')) return false;
  // "aired a new tape", not "aired their grievances"
  if (lemma === 'air' && !VIEWS.test(tree.lower[headOf(tree, token)] ?? '')) return false;
  // "Minister Tarn, thank you for this interview", "an officer referred to as Witness K"
  if (lemma === 'thank' && /^VBP?$/.test(tree.xpos[token] ?? '') && tree.lower[token + 1] === 'you')
    return false;
  if (lemma === 'refer' && tree.lower[token + 1] === 'to' && tree.lower[token + 2] === 'as') return false;
  if (isSilent(tree, predicate.cueTo) || isNoComment(tree, predicate)) return false;
  // "a proposal so hedged that nobody signed"
  if (tree.lower[token - 1] === 'so' && tree.lower[token + 1] === 'that') return false;
  // "ended, in the words of the statement, “amicably”"
  if (tree.lower.slice(predicate.cueTo + 1, predicate.cueTo + 6).join(' ') === ', in the words of')
    return false;
  // "had this to say": whoever has (find-introduction.ts)
  if (subject && tree.lower[subject.token] === 'this' && tree.lower[subject.token + 1] === 'to') return false;
  if (REFUSING.has(lemma)) return rule === 'content-before';
  if (lemma === 'agree' && rule === 'promised') return false;
  // but "was asked by the league to step down"
  const asked = rule === 'passive' && tree.lower.slice(token + 1).includes('to');
  if (QUESTIONING.has(lemma) && ((passive && !asked) || isBareParticiple(tree, token))) return false;
  if (lemma === 'ask') {
    // "A colonel, asked the same question, put it more briefly": it was put to him
    if (QUESTION.test(tree.lower.slice(token + 1, token + 5).join(' '))) return false;
    if (subject && ASKERS.has(tree.lower[subject.token] ?? '')) return false;
    // "asked the envoy about the raid": a question put to somebody
    if (rule === 'spoke-of' && told !== undefined && told > token && tree.lower.indexOf('about', told) > told)
      return false;
    // "asked that her name not be published"
    if (
      /^that (?:(?:his|her|their|its|the)(?: \S+)? (?:sur)?names? (?:not be|be withheld|be left out)|(?:he|she|they|it) not be (?:named|identified|quoted))/.test(
        tree.lower.slice(token + 1, token + 8).join(' '),
      )
    )
      return false;
    // "asked to remain anonymous"
    if (
      /^to (?:remain|stay) (?:anonymous|unnamed|nameless)$/.test(
        tree.lower.slice(token + 1, token + 4).join(' '),
      )
    )
      return false;
    // "asked not to be named", "asked to be quoted with care": a condition of talking, not news
    const to = tree.lower[token + 1] === 'not' ? token + 2 : token + 1;
    if (
      tree.lower[to + 1] === 'be' &&
      /^(?:named|identified|quoted|called|described|cited|photographed)$/.test(tree.lower[to + 2] ?? '')
    )
      return false;
  }
  // "We found no evidence": the reporter's own findings
  if (lemma === 'find' && subject && /^(?:i|we)$/.test(tree.lower[subject.token] ?? '')) return false;
  const noun = tree.lower[subject?.antecedent ?? subject?.token ?? -1] ?? '';
  // "held a sign that read “No”"
  if (lemma === 'read' && noun === 'that' && BOARDS.test(tree.lower[(subject?.token ?? 0) - 1] ?? ''))
    return false;
  if ((lemma === 'read' && BOARDS.test(noun)) || (lemma !== 'read' && SIGNS.test(noun))) return false;
  // "told himself that it was over"
  if (lemma === 'tell' && REFLEXIVE.test(tree.lower[predicate.cueTo + 1] ?? '')) return false;
  if (isCorrected(tree, predicate) || isMeasure(tree, predicate)) return false;
  if (rule === 'quoted-as-saying') return true;
  if (passive && rule !== 'passive' && isTold(tree, token)) return false;
  return !isQuestion(tree, token) || rule === 'content-before';
}

/** "has said little about the barrage, but": unlike "said little about it had changed", a clause with a verb. */
const isSilent = (tree: SentenceTree, cueTo: number): boolean => {
  if (!/^(?:little|nothing|much)$/.test(tree.lower[cueTo + 1] ?? '')) return false;
  if (!/^(?:about|of|on)$/.test(tree.lower[cueTo + 2] ?? '')) return false;
  const end = tree.words.findIndex((word, at) => at > cueTo + 2 && /^(?:[,;:.]|but|and)$/.test(word));
  return !hasTensed(tree, cueTo + 3, end < 0 ? tree.size - 1 : end - 1);
};

const QUESTION = /^(?:an?|the|this|that|similar) (?:\S+ )?questions?\b/;

/** "said it had no comment", "said that she could not comment on the case", "said he had nothing to add". */
const isNoComment = (tree: SentenceTree, { cueTo, lemma }: Predicate): boolean =>
  lemma === 'say' &&
  /^(?:that )?(?:it|he|she|they) (?:(?:had|has|have) (?:no (?:further |immediate )?comment|nothing (?:more |further )?to (?:add|say))|(?:would|could|will|did) (?:not|n['’]t) (?:immediately )?(?:comment|elaborate|speculate|(?:get|go|be drawn) into|be drawn))\b/.test(
    tree.lower.slice(cueTo + 1, cueTo + 8).join(' '),
  );

/** "was told that": nobody says who told. "'s said" is a perfect, whatever the parser makes of it. */
const isTold = (tree: SentenceTree, verb: number): boolean => {
  const auxiliary = findChild(tree, verb, 'aux:pass');
  return (
    findChild(tree, verb, 'nsubj:pass') !== undefined ||
    (auxiliary !== undefined && tree.lower[auxiliary] !== "'s")
  );
};

/**
 * "the “silent rocks”, as pilots call them", "a group calling itself the Sons", "a rally called “Peace Now”": a name, not
 * a judgement.
 */
const isNaming = (tree: SentenceTree, { token, entry, cueTo, subject }: Predicate): boolean =>
  (entry?.frames.has('small') === true || entry?.lemma === 'identify') &&
  ((subject !== null && subject !== undefined && namesIt(tree, token, subject.token)) ||
    /^(?:itself|themselves|himself|herself)$/.test(tree.lower[cueTo + 1] ?? '') ||
    (/^(?:it|them|him|her)$/.test(tree.lower[cueTo + 1] ?? '') &&
      childrenOf(tree, token).some((c) => c < token && tree.lower[c] === 'as')));

/** "a rally called", but not "what the government called" nor "a place the guide called". */
const namesIt = (tree: SentenceTree, verb: number, noun: number): boolean => {
  if (noun !== verb - 1 || relation(tree, verb) !== 'acl' || tree.upos[noun] !== 'NOUN') return false;
  const before = (tree.left[noun] ?? noun) - 1;
  return !/^(?:what|which|whom|that)$/.test(tree.lower[before] ?? '');
};

/** Words from "asked" to the question: "asked at a news conference on Monday whether". */
const FAR_QUESTION = 8;

/** "Asked whether …, she said": a participle without an auxiliary. */
const isBareParticiple = (tree: SentenceTree, verb: number): boolean =>
  (tree.words[verb - 1] === ',' &&
    tree.lower.slice(verb + 1, verb + FAR_QUESTION).some((word) => /^(?:whether|if|why|how)$/.test(word))) ||
  isWithoutSubject(tree, verb);

const isWithoutSubject = (tree: SentenceTree, verb: number): boolean =>
  /^(?:VBN|VBD)$/.test(tree.xpos[verb] ?? '') &&
  findChild(tree, verb, 'nsubj', 'aux') === undefined &&
  relation(tree, verb) !== 'conj' &&
  (verb === 0 ||
    !/^(?:NOUN|PROPN|PRON|ADV|CCONJ)$/.test(tree.upos[verb - 1] ?? '') ||
    /^(?:when|if|once|while)$/.test(tree.lower[verb - 1] ?? ''));

/** The saying itself is asked about: "Did she say that …?" */
const isQuestion = (tree: SentenceTree, verb: number): boolean => {
  const last = tree.words[tree.size - 1];
  return (
    last === '?' &&
    relation(tree, verb) === 'root' &&
    childrenOf(tree, verb).some(
      (c) => relation(tree, c) === 'aux' && c < (findChild(tree, verb, 'nsubj') ?? -1),
    )
  );
};
