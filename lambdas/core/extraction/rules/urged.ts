// "The council urged both sides to hold their fire": what somebody else should do.
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, relation } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** Words of those who are urged, the marks aside. */
const LONGEST_ADDRESSEE = 8;

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, cueTo } = predicate;
  if (!entry?.frames.has('objto') || predicate.passive) return null;
  // "on Friday ordered the envoy to leave": who should do it stands after the verb.
  const after = childrenOf(tree, token).filter((c) => c > token);
  let object =
    after.find((c) => /^(?:obj|iobj)$/.test(relation(tree, c))) ??
    after.find((c) => relation(tree, c) === 'obl');
  const isInfinitive = (child: number): boolean =>
    child > token &&
    /^(?:xcomp|ccomp|advcl|acl)$/.test(relation(tree, child)) &&
    childrenOf(tree, child).some((c) => tree.lower[c] === 'to' && relation(tree, c) === 'mark');
  // The parser hangs the infinitive on the verb, or on those who should do it.
  const infinitive =
    childrenOf(tree, token).find(isInfinitive) ??
    (object === undefined ? undefined : childrenOf(tree, object).find(isInfinitive)) ??
    // "urged people in two hamlets downstream to move": it hangs on an adverb between
    after
      .filter((c) => /^(?:advmod|obl)$/.test(relation(tree, c)))
      .flatMap((c) => childrenOf(tree, c))
      .find(isInfinitive) ??
    // "urged everybody living there to leave": on what tells who they are
    (object === undefined ? [] : childrenOf(tree, object))
      .filter((c) => relation(tree, c) === 'acl')
      .flatMap((c) => childrenOf(tree, c))
      .find(isInfinitive);
  if (infinitive === undefined) {
    // "urged both sides “to count to ten”"
    const quoted = context.quotations.find((q) => q.from > cueTo && tree.lower[q.from + 1] === 'to');
    const last = object === undefined ? -1 : (tree.right[object] ?? object);
    const plain = quoted !== undefined && last >= quoted.from - 1 && quoted.from - cueTo <= LONGEST_ADDRESSEE;
    if (plain)
      return { content: [{ from: entry.frames.has('dative') ? quoted.from : cueTo + 1, to: quoted.to }] };
    // "advised both sides against a boycott"
    const whom = object ?? -1;
    const against = after.find(
      (c) => c > whom && childrenOf(tree, c).some((k) => tree.lower[k] === 'against' && k > whom),
    );
    if (entry.stance !== 'urged' || object === undefined || object < token || against === undefined)
      return null;
    const content = trimTokens(tree, cueTo + 1, reachOf(tree, token, against));
    return content ? { content: [content], addressee: object } : null;
  }
  if (object !== undefined && (object < token || object > infinitive)) object = undefined;
  // "asked her whether she had come to stay"
  for (let at = cueTo + 1; at < infinitive; at++)
    if (/^(?:whether|if)$/.test(tree.lower[at] ?? '')) return null;
  // "told her to leave": she hears it; "advised its citizens to leave": they should
  const dative = entry.frames.has('dative') && entry.stance !== 'urged';
  const to =
    childrenOf(tree, infinitive).find((c) => tree.lower[c] === 'to' && relation(tree, c) === 'mark') ??
    infinitive;
  const negation = tree.lower[to - 1] === 'not' ? to - 1 : to;
  // "pleaded with both sides to stop"
  const first = tree.lower[cueTo + 1] === 'with' ? cueTo + 2 : cueTo + 1;
  const from = dative || object === undefined ? negation : first;
  const content = trimTokens(tree, from, reachOf(tree, token, infinitive));
  if (!content) return null;
  return { content: [content], ...(object === undefined ? {} : { addressee: object }) };
};

export const urged: VerbRule = { name: 'urged', find };
