// "The union called for a strike", "complained about the noise": content after a preposition.
import { beforeOccasion, reachOf, trimTokens } from '../content-bounds.ts';
import type { CueEntry } from '../cue-lexicon.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation, type SentenceTree } from '../sentence-tree.ts';
import { isSpeakable } from './charges.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** "apologised to them": whom somebody asks pardon, without what for ("to the families for the delay"). */
const isExcused = (tree: SentenceTree, { token, entry }: Predicate, preposition: number): boolean =>
  /^apologi[sz]e$/.test(entry?.lemma ?? '') &&
  tree.lower[preposition] === 'to' &&
  !tree.lower.slice(preposition, reachOf(tree, token, preposition) + 1).includes('for');

/** "asked for anonymity": how somebody spoke, not of what. */
const isSpokenOf = (tree: SentenceTree, entry: CueEntry, noun: number): boolean =>
  isSpeakable(tree, entry, noun) && tree.lower[noun] !== 'anonymity';

const WORKS =
  /^(?:books?|novels?|thes[ie]s|plays?|poems?|songs?|histor(?:y|ies)|biograph(?:y|ies)|dissertation|memoirs?|chapters?)$/;

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, cueTo } = predicate;
  if (!entry || predicate.passive) return null;
  // "has written three books about the affair"
  const written = entry.lemma === 'write' ? findChild(tree, token, 'obj') : undefined;
  if (written !== undefined && WORKS.test(tree.lower[written] ?? '')) return null;
  // "referred us to the ministry"
  if (entry.lemma === 'refer' && findChild(tree, token, 'obj') !== undefined) return null;
  for (const child of childrenOf(tree, token)) {
    if (child < token) continue;
    const rel = relation(tree, child);
    if (rel !== 'obl' && rel !== 'advcl' && rel !== 'xcomp' && rel !== 'ccomp' && rel !== 'nmod') continue;
    const marker = childrenOf(tree, child).find(
      (c) => /^(?:case|mark)$/.test(relation(tree, c)) && c < child,
    );
    if (marker === undefined || !entry.frames.has(`+${tree.lower[marker]}`)) continue;
    if (!isSpokenOf(tree, entry, child)) continue;
    if (isExcused(tree, predicate, marker)) continue;
    // "spoke by telephone with her counterpart about the truce": a conversation
    if (entry.lemma === 'speak' && tree.lower.slice(token, marker).includes('with')) return null;
    const object = findChild(tree, token, 'obj', 'iobj');
    const between = object !== undefined && object > cueTo && object < marker;
    // "accused the ministry of lying": from the accused on; "warned residents about floods": the residents are told.
    const accused = between && !entry.frames.has('dative');
    const from = accused ? cueTo + 1 : marker + 1;
    const reach = reachOf(tree, token, child);
    // "called for his resignation after the vote"
    const wanted = entry.stance === 'demanded' && tree.upos[child] === 'NOUN';
    const content = trimTokens(tree, from, wanted ? beforeOccasion(tree, child, reach) : reach);
    if (!content) continue;
    return {
      content: [content],
      ...(accused ? {} : { cueTo: marker === cueTo + 1 ? marker : cueTo }),
      ...(between && !accused ? { addressee: object } : {}),
    };
  }
  return (
    insideObject(context, predicate) ??
    afterPreposition(context, predicate) ??
    overAccused(context, predicate)
  );
};

/** Words of those who are accused. */
const LONGEST_ACCUSED = 8;

/** "accused neighbouring Lisk of arming rebels": the accused were taken for something else. */
const overAccused = ({ tree }: RuleContext, { token, entry, cueTo }: Predicate): Found | null => {
  if (entry?.stance !== 'accused' || !/^(?:ADJ|DET|NOUN|PROPN|PRON|VERB)$/.test(tree.upos[cueTo + 1] ?? ''))
    return null;
  for (let at = cueTo + 2; at < tree.size - 1 && at <= cueTo + LONGEST_ACCUSED; at++) {
    if (/^[,;:.]$/.test(tree.words[at] ?? '')) return null;
    if (!entry.frames.has(`+${tree.lower[at]}`)) continue;
    const content = trimTokens(tree, cueTo + 1, reachOf(tree, token, at));
    return content ? { content: [content] } : null;
  }
  return null;
};

/** "warned last week of", "warned again on Monday of": when somebody spoke. */
const TIMES =
  /^(?:last|this|next|earlier|late|early|on|in|week|month|year|night|morning|afternoon|evening|again|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)$/;
const LONGEST_TIME = 4;

/** The first token after `from` that tells nothing of the time. */
const afterTime = (tree: SentenceTree, from: number): number => {
  let at = from;
  while (at < from + LONGEST_TIME && TIMES.test(tree.lower[at] ?? '')) at++;
  return at;
};

/** "called for cutting the tax": whatever follows the preposition right after the verb, or after the time. */
const afterPreposition = ({ tree }: RuleContext, predicate: Predicate): Found | null => {
  const { token, entry, cueTo } = predicate;
  const next = entry?.frames.has(`+${tree.lower[cueTo]}`) ? cueTo : cueTo + 1;
  const at = entry?.frames.has(`+${tree.lower[next]}`) ? next : afterTime(tree, next);
  if (!entry?.frames.has(`+${tree.lower[at]}`) || tree.upos[at] === 'ADV') return null;
  // "spoke in March of this year"
  if (
    /^(?:this|last|that|next)$/.test(tree.lower[at + 1] ?? '') &&
    /^(?:year|month|week)$/.test(tree.lower[at + 2] ?? '')
  )
    return null;
  if (!isSpokenOf(tree, entry, tree.head[at] ?? at) || isExcused(tree, predicate, at)) return null;
  const content = trimTokens(tree, at + 1, reachOf(tree, token, at + 1));
  return content ? { content: [content], cueTo: at === next ? at : cueTo } : null;
};

const AUDIENCE =
  /^(?:meetings?|conference|rally|rallies|groups?|gathering|crowds?|audience|session|congress|assembly|delegation|class|council|chamber|panel|party|handful|hundreds|thousands|dozens)$/;

/** "accused the board of hiding results": the parser hung the reproach on the accused. */
const insideObject = ({ tree }: RuleContext, { token, entry, cueTo }: Predicate): Found | null => {
  const object = findChild(tree, token, 'obj', 'iobj');
  if (!entry || object === undefined || object < token) return null;
  const end = reachOf(tree, token, cueTo + 1);
  for (let at = object + 1; at <= end; at++) {
    if (!entry.frames.has(`+${tree.lower[at]}`) || !/^(?:ADP|SCONJ)$/.test(tree.upos[at] ?? '')) continue;
    // "told a meeting of miners": who was told
    if (entry.frames.has('dative') && at === object + 1 && AUDIENCE.test(tree.lower[object] ?? '')) continue;
    // "took aim at the ministry": the object is part of the cue
    const ofCue = object <= cueTo;
    const content = trimTokens(tree, ofCue || entry.frames.has('dative') ? at + 1 : cueTo + 1, end);
    return content ? { content: [content], ...(ofCue ? { cueTo: at } : {}) } : null;
  }
  return null;
};

export const spokeOf: VerbRule = { name: 'spoke-of', find };
