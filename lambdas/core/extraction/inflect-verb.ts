// The forms of English verbs, so that a cue is known by its form even where a lemmatiser guesses wrong:
// "slammed" → slam, "decried" → decry, "ruled" → rule.

/** Past and participle of verbs that form them irregularly; only verbs that a cue lexicon may hold. */
const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  say: ['said'],
  make: ['made'],
  let: ['let'],
  leave: ['left'],
  give: ['gave', 'given'],
  tell: ['told'],
  write: ['wrote', 'written'],
  speak: ['spoke', 'spoken'],
  swear: ['swore', 'sworn'],
  begin: ['began', 'begun'],
  hold: ['held'],
  find: ['found'],
  think: ['thought'],
  feel: ['felt'],
  know: ['knew', 'known'],
  understand: ['understood'],
  see: ['saw', 'seen'],
  hear: ['heard'],
  sing: ['sang', 'sung'],
  lay: ['laid'],
  shoot: ['shot'],
  beseech: ['besought', 'beseeched'],
  plead: ['pleaded', 'pled'],
  go: ['went', 'gone'],
  take: ['took', 'taken'],
  tear: ['tore', 'torn'],
  undertake: ['undertook', 'undertaken'],
  teach: ['taught'],
  mean: ['meant'],
  weigh: ['weighed'],
  pay: ['paid'],
  own: ['owned'],
  leak: ['leaked'],
  read: ['read'],
  set: ['set'],
  hit: ['hit'],
  put: ['put'],
  cast: ['cast'],
  broadcast: ['broadcast'],
  forecast: ['forecast', 'forecasted'],
  cut: ['cut'],
  tip: ['tipped'],
  learn: ['learned', 'learnt'],
  spell: ['spelled', 'spelt'],
  draw: ['drew', 'drawn'],
  shut: ['shut'],
  strike: ['struck'],
  seek: ['sought'],
};
/** Verbs of more than one syllable whose last consonant doubles. */
const DOUBLING: ReadonlySet<string> = new Set([
  'admit',
  'aver',
  'commit',
  'deadpan',
  'dispel',
  'extol',
  'prefer',
  'submit',
  'rebut',
  'regret',
  'refer',
  'infer',
  'confer',
  'demur',
  'deter',
  'compel',
  'propel',
  'repel',
  'concur',
  'recur',
]);

const doublesLast = (verb: string): boolean =>
  DOUBLING.has(verb) || (/^(?:[^aeiou]*|qu)[aeiou][bdgklmnprtv]$/.test(verb) && !/[wxy]$/.test(verb));

/** All forms of a verb in lower case, the lemma among them. */
export function inflectVerb(verb: string): readonly string[] {
  const forms = [verb];
  const consonantY = /[^aeiou]y$/.test(verb);
  const stem = consonantY ? verb.slice(0, -1) : verb;
  forms.push(consonantY ? `${stem}ies` : /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`);
  const doubled = doublesLast(verb) ? verb + verb.slice(-1) : verb;
  if (verb.endsWith('ie')) forms.push(`${verb.slice(0, -2)}ying`);
  else if (/[^eoy]e$/.test(verb)) forms.push(`${verb.slice(0, -1)}ing`);
  else forms.push(`${doubled}ing`);
  const irregular = IRREGULAR[verb];
  if (irregular) forms.push(...irregular);
  else if (verb.endsWith('e')) forms.push(`${verb}d`);
  else forms.push(consonantY ? `${stem}ied` : `${doubled}ed`);
  // British doubling: "signalled", "labelling"
  if (/[^l]el$|[^l]al$|vel$/.test(verb)) forms.push(`${verb}led`, `${verb}ling`);
  return forms;
}
