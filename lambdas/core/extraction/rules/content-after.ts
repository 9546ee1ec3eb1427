// "The minister told reporters on Friday that the pass was open": a clause or a quotation after its verb.
import {
  afterCue,
  beforeConcession,
  endOfSubordinate,
  isContentConjunct,
  isMark,
  isQuoteMark,
  OCCASIONS,
  reachOf,
  TEMPORAL,
  trimTokens,
} from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import {
  childrenOf,
  findChild,
  hasTensed,
  isNominal,
  isTensed,
  isVerb,
  relation,
  type SentenceTree,
} from '../sentence-tree.ts';
import type { Found, QuotationTokens, RuleContext, VerbRule } from './rule.ts';

/** "that" further than this after its verb belongs to something else. */
const THAT_WITHIN = 14;

const skipThat = (tree: SentenceTree, from: number): number => {
  let at = from;
  while (at < tree.size && (isConjunction(tree, at) || /^[,:;]$/.test(tree.words[at] ?? ''))) at++;
  return at;
};

const isConjunction = (tree: SentenceTree, at: number): boolean =>
  tree.lower[at] === 'that' &&
  (/^(?:mark|obj)$/.test(relation(tree, at)) || !/^(?:PRON|DET)$/.test(tree.upos[at] ?? ''));

/** Adverbs, weekdays and places that may stand between a verb and its clause: "said on Friday the pass was open". */
const skipAdverbials = (tree: SentenceTree, { token, cueTo }: Predicate): number => {
  let at = cueTo + 1;
  for (const child of childrenOf(tree, token)) {
    if (child <= cueTo || (tree.left[child] ?? child) !== at) continue;
    const rel = tree.deprel[child] ?? '';
    const adverbial =
      rel === 'obl:unmarked' ||
      rel === 'obl:tmod' ||
      (rel === 'advmod' && child === at) ||
      (rel === 'obl' && tree.upos[at] === 'ADP');
    // "said about half of it was lost": a quantity, not a place
    const quantity =
      /^(?:about|around|over|under|between)$/.test(tree.lower[at] ?? '') &&
      (tree.upos[at + 1] === 'NUM' || /^(?:half|a|one)$/.test(tree.lower[at + 1] ?? ''));
    if (!adverbial || quantity || (tree.right[child] ?? child) - at > 6) break;
    at = (tree.right[child] ?? child) + 1;
  }
  return at;
};

const isTemporal = (tree: SentenceTree, clause: number): boolean =>
  childrenOf(tree, clause).some((c) => relation(tree, c) === 'mark' && TEMPORAL.has(tree.lower[c] ?? ''));

/**
 * The clause that the verb governs on its right. Where "that" is missing, parsers take the clause for a coordinated
 * or a loose one; but nothing is coordinated without a conjunction, so what starts right after the verb is its clause.
 */
const findClause = (tree: SentenceTree, predicate: Predicate): number | undefined => {
  const { token, cueTo } = predicate;
  const start = skipAdverbials(tree, predicate);
  const semicolon = tree.words.indexOf(';', cueTo + 1);
  const own = childrenOf(tree, token).find((child) => {
    if (child <= cueTo || (semicolon > 0 && child > semicolon)) return false;
    const rel = relation(tree, child);
    const left = tree.left[child] ?? child;
    if (rel === 'ccomp') return !isTemporal(tree, child) && !isCiting(tree, child);
    // "questioned in recent days whether it was safe"
    if (
      rel === 'advcl' &&
      predicate.lemma !== 'ask' &&
      findChild(tree, child, 'mark') !== undefined &&
      tree.lower[left] === 'whether'
    )
      return true;
    if (rel === 'parataxis' && (/^[:“"]$/.test(tree.words[left - 1] ?? '') || isQuoteMark(tree.words[left])))
      return true;
    return (
      left === start &&
      tree.words[left] !== ',' &&
      /^(?:conj|parataxis|dep|advcl)$/.test(rel) &&
      findChild(tree, child, 'nsubj', 'expl') !== undefined &&
      findChild(tree, child, 'mark') === undefined
    );
  });
  return (
    own ??
    findToldClause(tree, predicate) ??
    findStatedClause(tree, predicate) ??
    findColonClause(tree, predicate) ??
    findLostClause(tree, predicate, start)
  );
};

/** "told the Herald he had slept": no relative clause starts with a pronoun that is a subject. */
const findToldClause = (tree: SentenceTree, { token, entry, cueTo }: Predicate): number | undefined => {
  if (!entry?.frames.has('dative')) return undefined;
  const addressee = findChild(tree, token, 'iobj', 'obj');
  if (addressee === undefined || addressee <= cueTo) return undefined;
  return childrenOf(tree, addressee).find(
    (c) =>
      tree.deprel[c] === 'acl:relcl' &&
      /^(?:he|she|they|we|i|it|there)$/.test(tree.lower[tree.left[c] ?? c] ?? ''),
  );
};

/** "told the miners what others had avoided saying: the pit would close": the clause behind the colon. */
const findColonClause = (tree: SentenceTree, { entry, cueTo }: Predicate): number | undefined => {
  const colon = tree.words.indexOf(':', cueTo + 1);
  if (!entry?.frames.has('dative') || colon < 0 || isQuoteMark(tree.words[colon + 1])) return undefined;
  for (let at = colon + 1; at < tree.size; at++) {
    const finite = FINITE.test(tree.xpos[at] ?? '') || findChild(tree, at, 'aux', 'cop') !== undefined;
    if (!finite || (tree.head[at] ?? -1) > colon) continue;
    // "in her book “…: My Guests Were Kings”"
    const title = /^\p{Lu}/u.test(tree.words[at] ?? '');
    return title || findChild(tree, at, 'nsubj') === undefined ? undefined : at;
  }
  return undefined;
};

/** "said in a statement it would pay": the clause hangs on the occasion, which no relative clause starts so. */
const findStatedClause = (tree: SentenceTree, { token, entry, cueTo }: Predicate): number | undefined => {
  if (!entry?.frames.has('bare')) return undefined;
  const occasion = childrenOf(tree, token).find((c) => c > cueTo && relation(tree, c) === 'obl');
  if (occasion === undefined || !OCCASIONS.test(tree.lower[occasion] ?? '')) return undefined;
  return (
    childrenOf(tree, occasion).find(
      (c) =>
        tree.deprel[c] === 'acl:relcl' &&
        /^(?:he|she|they|we|i|it|there)$/.test(tree.lower[tree.left[c] ?? c] ?? '') &&
        /^(?:AUX|VERB|ADV)$/.test(tree.upos[(tree.left[c] ?? c) + 1] ?? ''),
    ) ?? findWholeClause(tree, occasion)
  );
};

/**
 * "said in a statement released by the party the report merits an answer": a clause that lacks nothing, so that it
 * describes no noun before it, though the parser hung it on the last one.
 */
const findWholeClause = (tree: SentenceTree, occasion: number): number | undefined => {
  const end = tree.right[occasion] ?? occasion;
  for (let at = occasion + 1; at <= end; at++) {
    if (tree.deprel[at] !== 'acl:relcl' || !FINITE.test(tree.xpos[at] ?? '')) continue;
    const left = tree.left[at] ?? at;
    const subject = findChild(tree, at, 'nsubj');
    if (subject === undefined || subject > at || tree.words[left - 1] === ',') continue;
    if (/^W/.test(tree.xpos[left] ?? '') || tree.lower[left] === 'that') continue;
    if (findChild(tree, at, 'obj', 'ccomp') !== undefined) return at;
  }
  return undefined;
};
const FINITE = /^(?:VBD|VBZ|VBP)$/;

/** "suggested the war could be left to others": the clause of the noun phrase after the verb, wherever it was hung. */
const findLostClause = (tree: SentenceTree, { entry }: Predicate, start: number): number | undefined => {
  if (!entry?.frames.has('clause') || entry.frames.has('dative') || !isNominalPhrase(tree, start))
    return undefined;
  let at = start;
  for (let climb = 0; climb < LONGEST_CLIMB; climb++) {
    const head = tree.head[at] ?? -1;
    if (head < start) return undefined;
    if (relation(tree, at) === 'nsubj') {
      const finite = FINITE.test(tree.xpos[head] ?? '') || findChild(tree, head, 'aux', 'cop') !== undefined;
      return head > at && finite && (tree.left[head] ?? 0) >= start ? head : undefined;
    }
    at = head;
  }
  return undefined;
};
const LONGEST_CLIMB = 6;

const hasVerb = (tree: SentenceTree, from: number, to: number): boolean => {
  for (let at = from; at <= to; at++) if (isVerb(tree, at) || tree.xpos[at] === 'FW') return true;
  return false;
};

/** Do more finite verbs follow than relative clauses could take? */
const hasMainVerb = (tree: SentenceTree, from: number, to: number): boolean => {
  let finite = 0;
  let relative = 0;
  for (let at = from; at <= to; at++) {
    const tag = tree.xpos[at] ?? '';
    if (isTensed(tree, at)) finite++;
    // "said the remark referred to boats": a past tense that was taken for a participle
    if (
      tag === 'VBN' &&
      relation(tree, at) === 'acl' &&
      isNominal(tree, at - 1) &&
      tree.lower[at + 1] !== 'by'
    )
      finite++;
    if (/^(?:WDT|WP|WRB)$/.test(tag)) relative++;
  }
  return finite > relative;
};

/** "reported, citing two officials, that": the evidence stands between the verb and its clause. */
const isCiting = (tree: SentenceTree, token: number): boolean =>
  /^(?:citing|quoting)$/.test(tree.lower[token] ?? '');

/** "said as he left the ministry that", "answered, when I read this to her, that": the "that" behind one such clause. */
const afterAside = (tree: SentenceTree, cueTo: number): number | undefined => {
  const from = tree.words[cueTo + 1] === ',' ? cueTo + 2 : cueTo + 1;
  if (!/^(?:as|when|after|before|while)$/.test(tree.lower[from] ?? '')) return undefined;
  let finite = 0;
  for (let at = from + 1; at < tree.size && at <= from + THAT_WITHIN; at++) {
    if (FINITE.test(tree.xpos[at] ?? '')) finite++;
    if (/^[;:“”"]$/.test(tree.words[at] ?? '')) return undefined;
    if (tree.lower[at] === 'that' && finite === 1) return at;
  }
  return undefined;
};

/** "that" as a conjunction soon after the verb, for sentences whose syntax was misread. */
const findThat = (tree: SentenceTree, { cueTo, entry }: Predicate): number | undefined => {
  const dative = entry?.frames.has('dative') === true;
  // "wrote in a letter that", "said from behind a screen that": the verb has no object for "that" to describe.
  const adverbial = tree.upos[cueTo + 1] === 'ADP' || tree.upos[cueTo + 1] === 'ADV';
  const behind = afterAside(tree, cueTo);
  if (behind !== undefined) return behind;
  for (let at = cueTo + 1; at < tree.size && at <= cueTo + THAT_WITHIN; at++) {
    // "found no evidence that"
    if (tree.lower[at] === 'no') return undefined;
    if (tree.lower[at] === 'that') {
      // "let slip that"
      if (at === cueTo + 1 && / /.test(entry?.lemma ?? '')) return at;
      if (tree.upos[at] === 'SCONJ' || relation(tree, at) === 'mark') return at;
      // "told the council that she …": what looks like a relative clause is what was told.
      if (
        (dative || adverbial) &&
        at > cueTo + 1 &&
        // "ruled on the appeal of that decision"
        tree.lower[at - 1] !== 'of' &&
        /^(?:NOUN|PROPN|PRON|DET|NUM)$/.test(tree.upos[at + 1] ?? '')
      )
        return at;
    }
    // "a letter to members dated 11 March", "an interview published on Monday"
    const participle =
      ((adverbial || dative) && relation(tree, at) === 'acl') ||
      (tree.lower[at] === 'passing' && tree.lower[at - 1] === 'in');
    if (
      (isVerb(tree, at) && relation(tree, at) !== 'amod' && !isCiting(tree, at) && !participle) ||
      tree.words[at] === ';'
    )
      return undefined;
  }
  return undefined;
};

/** A quotation that follows the verb with nothing but an addressee, adverbs or a place between. */
const findQuotation = (context: RuleContext, predicate: Predicate): QuotationTokens | undefined => {
  const { tree } = context;
  const quotation = context.quotations.find((q) => q.from > predicate.cueTo);
  if (!quotation) return undefined;
  for (let at = predicate.cueTo + 1; at < quotation.from; at++)
    // "said — as reported by the agency — “…”"
    if (isVerb(tree, at) && relation(tree, at) !== 'amod' && tree.lower[at - 1] !== 'as') return undefined;
  // "predicted a trial, a conviction and a pardon “within days”" introduces nothing
  const introduced =
    quotation.from === predicate.cueTo + 1 || /^[,:–—-]$/.test(tree.words[quotation.from - 1] ?? '');
  if (introduced || quotation.from <= predicate.cueTo + 2) return quotation;
  return saidWhere(tree, predicate.cueTo + 1, quotation) ? quotation : undefined;
};

/** "said in an interview with the radio “It is late.”": nothing but where it was said stands before a whole sentence. */
const saidWhere = (tree: SentenceTree, from: number, { from: open, to }: QuotationTokens): boolean => {
  if (!/^(?:in|at|on|during)$/.test(tree.lower[from] ?? '')) return false;
  if (!/^\p{Lu}/u.test(tree.words[open + 1] ?? '') || !/^[.!?]$/.test(tree.words[to - 1] ?? '')) return false;
  let where = false;
  for (let at = from + 1; at < open; at++) {
    if (!/^(?:ADP|DET|ADJ|NOUN|PROPN|NUM|PART)$/.test(tree.upos[at] ?? '')) return false;
    where ||= OCCASIONS.test(tree.lower[at] ?? '');
  }
  return where;
};

/** Is the quotation a saying of its own, closed by a point or comma inside its marks? */
const isComplete = (tree: SentenceTree, { quotation, to }: QuotationTokens): boolean =>
  !quotation.closed || /^[.,!?…]+$/.test(tree.words[to - 1] ?? '') || to >= tree.size - 2;

/** "He shrugged: “We shall see about that.”" */
const isSaying = (
  tree: SentenceTree,
  { cueTo }: Predicate,
  { quotation, from, to }: QuotationTokens,
): boolean =>
  from === cueTo + 2 &&
  /^[,:]$/.test(tree.words[cueTo + 1] ?? '') &&
  to - from > 5 &&
  quotation.closed &&
  // "which was near collapse, “because nobody looked”"
  !/^\p{Ll}/u.test(tree.words[from + 1] ?? '');

/** Goes on past the clause over what hangs on the verb without a comma: adverbials that the parser left high. */
const extend = (tree: SentenceTree, verb: number, to: number, limit: number): number => {
  let end = to;
  for (const child of childrenOf(tree, verb)) {
    const left = tree.left[child] ?? child;
    if (left <= end || child < verb) continue;
    const rel = relation(tree, child);
    if (rel === 'conj' && left <= limit && isContentConjunct(tree, child, verb)) {
      end = Math.min(limit, tree.right[child] ?? child);
      continue;
    }
    if (left !== end + 1 || left > limit) break;
    if (
      rel !== 'obl' &&
      rel !== 'advmod' &&
      rel !== 'advcl' &&
      rel !== 'ccomp' &&
      rel !== 'nmod' &&
      rel !== 'dep'
    )
      break;
    end = Math.min(limit, tree.right[child] ?? child);
  }
  return end;
};

/**
 * First token of the clause. A verb that takes no addressee leaves no room for an object before its clause: what
 * looks like one is the clause's subject that the parser lost.
 */
const startOfClause = (tree: SentenceTree, predicate: Predicate, clause: number): number => {
  const { token, cueTo, entry } = predicate;
  const left = Math.max(tree.left[clause] ?? clause, cueTo + 1);
  if (entry?.frames.has('dative')) return left;
  const start = skipAdverbials(tree, predicate);
  const loose =
    start < left &&
    !tree.words.slice(start, left).some((word) => /^(?:that|[,:;–—()])$/i.test(word)) &&
    isNominalPhrase(tree, start);
  if (loose) return start;
  const object = childrenOf(tree, token).find((c) => c > cueTo && c < left && relation(tree, c) === 'obj');
  return object === undefined ? left : Math.max(cueTo + 1, tree.left[object] ?? object);
};

const isNominalPhrase = (tree: SentenceTree, at: number): boolean =>
  isNominal(tree, at) ||
  /^(?:DET|ADJ|NUM)$/.test(tree.upos[at] ?? '') ||
  /^(?:about|around|over|nearly|almost)$/.test(tree.lower[at] ?? '');

/** Where a clause without reliable syntax ends: the sentence, a semicolon, or a comma before "while" or a participle. */
const looseEnd = (tree: SentenceTree, from: number): number => {
  for (let at = from + 1; at < tree.size; at++) {
    if (tree.words[at] === ';') return at - 1;
    if (tree.words[at] !== ',') continue;
    if (tree.lower[at + 1] === 'while' || tree.xpos[at + 1] === 'VBG') return at - 1;
  }
  return tree.size - 1;
};

/** "rejected the claim that it leaked": what is rejected is the claim, and all of it. */
const isAboutNoun = (
  tree: SentenceTree,
  { token, entry, cueTo }: Predicate,
  clause: number | undefined,
): boolean => {
  if (!entry?.frames.has('topic') || entry.frames.has('dative') || clause === undefined) return false;
  const left = tree.lower[clause] === 'that' ? clause : (tree.left[clause] ?? clause);
  // "rejected as false a report that it leaked", "rejected out of hand the idea that …"
  if (entry.stance === 'denied' && left > cueTo + 2 && /^(?:as|out)$/.test(tree.lower[cueTo + 1] ?? ''))
    return true;
  const object = findChild(tree, token, 'obj');
  if (object === undefined || object <= cueTo || tree.upos[object] !== 'NOUN') return false;
  return (
    object < left &&
    tree.lower[left] === 'that' &&
    tree.words.slice(cueTo + 1, left).every((w) => !/^[,;:]$/.test(w))
  );
};

/** "she replied when it was read to her": when it was said. */
const saysWhen = ({ tree, quotations }: RuleContext, { lemma }: Predicate, from: number): boolean =>
  /^when$/.test(tree.lower[from] ?? '') &&
  /^(?:add|reply|answer|respond|retort|quip)$/.test(lemma) &&
  // "as long as it lasts, nobody pays" goes on
  !tree.words.slice(from).includes(',') &&
  !quotations.some((q) => q.from <= from && from <= q.to);

/** "Of the five announced in May, one was built": a comma between the verb and a clause parts the two. */
const isCutOff = (
  { tree, quotations }: RuleContext,
  { token, cueTo, entry }: Predicate,
  from: number,
): boolean => {
  if (quotations.some((q) => q.from <= from && from <= q.to) || entry?.frames.has('dative')) return false;
  if (findChild(tree, token, 'aux') !== undefined || tree.lower.slice(cueTo + 1, from).includes('that'))
    return false;
  let commas = 0;
  for (let at = cueTo + 2; at < from; at++) if (tree.words[at] === ',') commas++;
  return commas === 1 && tree.words[from - 1] === ',' && tree.words[cueTo + 1] !== ',';
};

/** "asked her whether it was safe": a question put to somebody is no statement. */
const isPutToSomebody = (
  { tree, quotations }: RuleContext,
  { lemma, cueTo }: Predicate,
  found: Found,
): boolean => {
  const first = found.content[0]?.from ?? 0;
  // the addressee may have been taken for a part of the question
  const pronoun = first === cueTo + 1 && /^(?:him|her|them|me|us|you)$/.test(tree.lower[first] ?? '');
  const from = pronoun ? first + 1 : first;
  return (
    lemma === 'ask' &&
    from > cueTo + 1 &&
    (pronoun || found.addressee !== undefined) &&
    /^(?:whether|if|why|how|what|who|when|where|which)$/.test(tree.lower[from] ?? '') &&
    !quotations.some((q) => q.from <= from && from <= q.to)
  );
};

/**
 * "complained of “a trap” after the raid", "It was mapped, she said, and sent to them": between the verb and what looks
 * like its clause stands what was said, or a comma and a conjunction.
 */
const isPassedOver = ({ tree, quotations }: RuleContext, { cueTo }: Predicate, from: number): boolean => {
  const first = tree.lower[from] ?? '';
  if (/^(?:after|before|since)$/.test(first)) return quotations.some((q) => q.from > cueTo && q.to < from);
  // "asked them to “look again”, a request they have yet to answer"
  const aside = tree.words[from - 1] === ',' && /^(?:an?|the|words?|something)$/.test(first);
  if (aside && quotations.some((q) => q.from > cueTo && q.to === from - 2)) return true;
  const opens = tree.upos[from] === 'CCONJ' ? from : from - 1;
  return tree.upos[opens] === 'CCONJ' && tree.words[cueTo + 1] === ',' && opens === cueTo + 2;
};

/** Words of the subject of a clause whose verb stands in quotation marks. */
const LONGEST_SUBJECT = 8;

/** "told reporters the talks “lead nowhere”": behind those who were told a subject, and its verb in quotation marks. */
const clauseInQuotation = ({ tree, quotations }: RuleContext, { token }: Predicate): Found | null => {
  const whom = findChild(tree, token, 'iobj', 'obj');
  if (whom === undefined || whom < token) return null;
  const from = (tree.right[whom] ?? whom) + 1;
  const quoted = quotations.find((q) => q.from > from && q.from <= from + LONGEST_SUBJECT);
  if (!quoted || !/^(?:DET|PRON|PROPN)$/.test(tree.upos[from] ?? '')) return null;
  for (let at = from; at < quoted.from; at++)
    if (!/^(?:DET|NOUN|PROPN|PRON|ADJ|NUM|PART)$/.test(tree.upos[at] ?? '')) return null;
  if (!/^\p{Ll}/u.test(tree.words[quoted.from + 1] ?? '')) return null;
  return { content: [{ from, to: quoted.to }], addressee: whom };
};

/** "He testified that they had gone, and I believe him": what "I" and "we" think is the teller's, who is another. */
const beforeOwnWords = (tree: SentenceTree, { subject }: Predicate, from: number, to: number): number => {
  if (!subject || OWN.test(tree.lower[subject.token] ?? '')) return to;
  for (let at = from; at <= to; at++) {
    const word = tree.words[at] ?? '';
    if (OWN.test(tree.lower[at] ?? '') || /^["“”]$/.test(word)) return to;
    const joint = word === ',' && /^(?:and|but)$/.test(tree.lower[at + 1] ?? '');
    if (joint && at > from && OWN.test(tree.lower[at + 2] ?? '')) return at - 1;
  }
  return to;
};
const OWN = /^(?:i|we)$/;

/** "said, in a letter seen by the wire, that it was shut": past the phrase that tells where it was said. */
const behindPhrase = (tree: SentenceTree, { cueTo }: Predicate, found: Found | null): Found | null => {
  const [only, more] = found?.content ?? [];
  if (!found || !only || more || only.from !== cueTo + 2 || tree.words[cueTo + 1] !== ',') return found;
  if (tree.upos[only.from] !== 'ADP') return found;
  for (let at = only.from + 1; at < only.to && at <= cueTo + THAT_WITHIN; at++) {
    if (isTensed(tree, at) || /^[;:“”"]$/.test(tree.words[at] ?? '')) return found;
    if (tree.lower[at] === 'that' && tree.words[at - 1] === ',')
      return { ...found, content: [{ from: at + 1, to: only.to }] };
  }
  return found;
};

/** What was found, without the narrator's clause that goes on after the one of the saying. */
const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const found = behindPhrase(context.tree, predicate, findContent(context, predicate));
  const last = found?.content.at(-1);
  if (!found || !last || saysWhen(context, predicate, last.from)) return null;
  if (
    isPutToSomebody(context, predicate, found) ||
    isCutOff(context, predicate, last.from) ||
    isPassedOver(context, predicate, last.from)
  )
    return null;
  const { tree } = context;
  const end = endOfSubordinate(tree, predicate, last.from, last.to);
  const own = beforeOwnWords(tree, predicate, last.from, end);
  // "denied deliberately sinking barges", not "denied that barges were sunk"
  const before = beforeConcession(tree, last.from, own);
  const to = before < own && hasTensed(tree, predicate.cueTo + 1, before) ? own : before;
  if (to === last.to) return found;
  const content = trimTokens(context.tree, last.from, to);
  return content && content.to > content.from
    ? { ...found, content: [...found.content.slice(0, -1), content] }
    : found;
};

/** "says Haas “knew of it”": the subject of what is quoted stands before the quotation; its first token, else the quotation's. */
const subjectBefore = (tree: SentenceTree, { cueTo }: Predicate, { from, to }: QuotationTokens): number => {
  const subject = from - 1;
  const verb = tree.head[subject] ?? -1;
  // "promised to “look into it”"
  if (subject === cueTo + 1 && tree.xpos[subject] === 'TO') return subject;
  const own = subject === cueTo + 1 && relation(tree, subject) === 'nsubj' && isNominal(tree, subject);
  const finite = isTensed(tree, verb) || findChild(tree, verb, 'aux') !== undefined;
  return own && verb > from && verb < to && finite ? subject : from;
};

/** Words of "with a short, sharp" before what was answered. */
const LONGEST_ANSWER = 6;

/** "replied with a curt “Never”": the quotation behind "with" and its article. */
const answeredWith = ({ tree, quotations }: RuleContext, { lemma, cueTo }: Predicate): Found | null => {
  if (tree.lower[cueTo + 1] !== 'with' || !/^(?:reply|respond|answer|counter|retort|react)$/.test(lemma))
    return null;
  let at = cueTo + 2;
  while (/^(?:DET|ADJ|ADV|NOUN)$/.test(tree.upos[at] ?? '')) at++;
  const quoted = quotations.find((q) => q.from === at);
  return quoted && at > cueTo + 2 && at < cueTo + LONGEST_ANSWER
    ? { content: [{ from: quoted.from, to: quoted.to }] }
    : null;
};

const findContent = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const answered = answeredWith(context, predicate);
  if (answered) return answered;
  // "the charge – denied by the mayor – was old"
  if (predicate.passive && tree.lower[predicate.token + 1] === 'by') return null;
  const { token, entry } = predicate;
  const frames = entry?.frames;
  const addressee = findChild(tree, token, 'iobj', 'obj');
  const withAddressee = (content: Found['content']): Found => {
    const first = content[0]?.from ?? 0;
    return addressee !== undefined && addressee > token && addressee < first && frames?.has('dative')
      ? { content, addressee }
      : { content };
  };

  const quoted = findQuotation(context, predicate);
  const clause = findClause(tree, predicate);
  const startsWithQuote =
    quoted &&
    (clause === undefined ||
      quoted.from <= skipThat(tree, Math.max(tree.left[clause] ?? 0, predicate.cueTo + 1)) + 1 ||
      saidWhere(tree, predicate.cueTo + 1, quoted));
  // "called it “a smear”": what was called so belongs to it
  const named =
    frames?.has('small') && /^(?:it|him|her|them|this|that)$/.test(tree.lower[predicate.cueTo + 1] ?? '');
  if (
    quoted &&
    !named &&
    startsWithQuote &&
    isComplete(tree, quoted) &&
    (frames ? frames.has('clause') || frames.has('quote') : isSaying(tree, predicate, quoted))
  ) {
    return withAddressee([{ from: subjectBefore(tree, predicate, quoted), to: quoted.to }]);
  }
  if (!frames?.has('clause')) return null;
  // "hit back at claims that it had lied"
  if (/\s/.test(entry?.lemma ?? '') && frames.has(`+${tree.lower[predicate.cueTo + 1]}`)) return null;
  if (isAboutNoun(tree, predicate, clause)) return null;

  const that = findThat(tree, predicate);
  if (
    clause !== undefined &&
    (that === undefined || that <= (tree.left[clause] ?? clause) || that > clause)
  ) {
    const limit = Math.max(
      reachOf(tree, token, tree.right[clause] ?? clause, true),
      tree.right[clause] ?? clause,
    );
    const start = startOfClause(tree, predicate, clause);
    const from = skipThat(tree, that !== undefined && start <= that && that < clause ? that : start);
    const last =
      childrenOf(tree, token).findLast((c) => c >= clause && relation(tree, c) === 'ccomp') ?? clause;
    const to = extend(tree, token, Math.max(tree.right[clause] ?? clause, tree.right[last] ?? last), limit);
    const content = trimTokens(tree, from, hasVerb(tree, from, to) ? to : Math.max(to, looseEnd(tree, from)));
    return content && content.to > content.from ? withAddressee([content]) : null;
  }
  if (that !== undefined && isAboutNoun(tree, predicate, that)) return null;
  if (that !== undefined) {
    const reach = reachOf(tree, token, that + 1, true);
    const content = trimTokens(
      tree,
      that + 1,
      hasVerb(tree, that + 1, reach) ? reach : looseEnd(tree, that + 1),
    );
    return content && content.to > content.from ? withAddressee([content]) : null;
  }
  // "said the tax that they paid was unfair": a clause whose subject was taken for the verb's object.
  const start = skipAdverbials(tree, predicate);
  const end = looseEnd(tree, start);
  const pronoun = /^(?:he|she|they|we|i|there)$/.test(tree.lower[start] ?? '');
  if (
    (frames.has('bare') || pronoun) &&
    !TEMPORAL.has(tree.lower[start] ?? '') &&
    tree.upos[start] !== 'ADP' &&
    hasMainVerb(tree, start, end)
  ) {
    const content = trimTokens(tree, start, end);
    if (content && content.to > content.from) return { content: [content] };
  }
  const told = frames.has('dative') ? clauseInQuotation(context, predicate) : null;
  if (told) return told;
  if (quoted && quoted.from === afterCue(tree, predicate)) {
    // "reported “grave” shortages of water": a noun phrase that only begins with a quotation
    const noun = frames.has('topic') ? findChild(tree, token, 'obj') : undefined;
    if (noun !== undefined && noun > token && (tree.right[noun] ?? noun) > quoted.to) return null;
    // "expressed “warm support” for a pause"
    if (noun !== undefined && /^(?:for|of|over|at|about|with|against)$/.test(tree.lower[quoted.to + 1] ?? ''))
      if (frames.has('topic')) return null;
    const from = afterCue(tree, predicate);
    const content = trimTokens(
      tree,
      from < quoted.from && isMark(tree.words[quoted.from - 1]) ? quoted.from : from,
      quoted.to,
    );
    return content ? withAddressee([content]) : null;
  }
  return null;
};

export const contentAfter: VerbRule = { name: 'content-after', find };
