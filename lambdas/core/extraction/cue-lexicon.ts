// The words that attribute: which verbs and nouns, in which constructions, with which stance. The data is
// lambdas/models/en/cues.json; this file gives it a shape and checks it.
import { STANCES, type Stance } from './attribution.ts';
import { inflectVerb } from './inflect-verb.ts';

/**
 * A construction in which a verb may attribute content:
 * - `clause`  a finite clause: "said (that) the pass was open", "asked whether it was"
 * - `bare`    takes no noun as its object, so that whatever follows it is a clause: "said the tax was unfair"
 * - `quote`   a quotation only: "smiled"
 * - `to`      what the speaker will do: "promised to reopen it"
 * - `objto`   what somebody else should do: "urged both sides to talk"
 * - `topic`   a noun phrase: "condemned the raid"
 * - `as`      a noun phrase and what it is called: "described the raid as a mistake"
 * - `at`      a noun phrase and a figure: "put the cost at two million"
 * - `small`   the same without "as": "called the raid a mistake"
 * - `ing`     a gerund: "denied taking the money"
 * - `dative`  the verb takes an addressee before its content: "told reporters that"
 * A frame that starts with `+` is a preposition before the content: "+for" in "called for talks".
 */
const FRAMES = [
  'clause',
  'bare',
  'quote',
  'to',
  'objto',
  'topic',
  'as',
  'at',
  'small',
  'ing',
  'dative',
] as const;

/** Second words of phrasal verbs: "point out". */
export const PARTICLES: ReadonlySet<string> = new Set(
  'out up down off on in back into for at over away aside upon'.split(' '),
);

/** Words of the phrases that name a source: "according to", "in the words of". */
const PHRASE_WORDS: readonly string[] =
  'according words view opinion estimation estimate count account accounts reckoning telling judgement judgment per'.split(
    ' ',
  );

export interface CueEntry {
  readonly lemma: string;
  readonly stance: Stance;
  readonly frames: ReadonlySet<string>;
}

/** The JSON file: stance → lemma (a second word is a particle) → frames; stance → nouns. */
export interface CueLexiconData {
  readonly verbs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly nouns: Readonly<Record<string, readonly string[]>>;
}

export interface CueLexicon {
  /** The entry of a verb by any of its forms in lower case ("told"), with its particle if it has one. */
  verb(form: string, particle?: string): CueEntry | undefined;
  /** A cue of several words whose verb has the form given: "made it clear", `length` words of it from `at` on. */
  idiom(
    form: string,
    words: readonly string[],
    at: number,
  ): { readonly entry: CueEntry; readonly length: number } | undefined;
  /** Whether a word can attribute without a quotation in its sentence: "said", "according", but not "smiled". */
  attributesAlone(form: string): boolean;
  /** The lemma of a verb form of the lexicon. */
  lemma(form: string): string | undefined;
  /** The stance of a noun that names a statement: "claim", "promise". */
  noun(lemma: string): Stance | undefined;
}

const isStance = (value: string): value is Stance => (STANCES as readonly string[]).includes(value);
const isFrame = (value: string): boolean =>
  value.startsWith('+') || (FRAMES as readonly string[]).includes(value);

/** Compiles the word list. @throws Error on an unknown stance or frame: the data ships with the code. */
export function compileCueLexicon(data: CueLexiconData): CueLexicon {
  const verbs = new Map<string, CueEntry>();
  for (const [stance, entries] of Object.entries(data.verbs)) {
    if (!isStance(stance)) throw new Error(`cue lexicon: unknown stance ${stance}`);
    for (const [lemma, list] of Object.entries(entries)) {
      const frames = list.split(' ');
      const wrong = frames.find((frame) => !isFrame(frame));
      if (wrong !== undefined) throw new Error(`cue lexicon: ${lemma} has an unknown frame ${wrong}`);
      verbs.set(lemma, { lemma, stance, frames: new Set(frames) });
    }
  }
  const nouns = new Map<string, Stance>();
  for (const [stance, lemmas] of Object.entries(data.nouns)) {
    if (!isStance(stance)) throw new Error(`cue lexicon: unknown stance ${stance}`);
    for (const lemma of lemmas) nouns.set(lemma, stance);
  }
  const lemmas = new Map<string, string>();
  for (const { lemma } of verbs.values()) {
    const [verb = lemma] = lemma.split(' ');
    for (const form of inflectVerb(verb)) if (!lemmas.has(form) || form === verb) lemmas.set(form, verb);
  }
  const alone = new Set<string>(PHRASE_WORDS);
  for (const { lemma, stance, frames } of verbs.values()) {
    if (stance === 'believed' || (frames.size === 1 && frames.has('quote'))) continue;
    for (const form of inflectVerb(lemma.split(' ')[0] ?? lemma)) alone.add(form);
  }
  for (const noun of nouns.keys()) alone.add(noun).add(`${noun}s`);
  // By verb, the longest first: "make it clear" before "make".
  const idioms = new Map<string, { readonly entry: CueEntry; readonly rest: readonly string[] }[]>();
  for (const entry of verbs.values()) {
    const [verb = entry.lemma, ...rest] = entry.lemma.split(' ');
    if (rest.length === 0 || (rest.length === 1 && PARTICLES.has(rest[0] ?? ''))) continue;
    const known = idioms.get(verb) ?? [];
    idioms.set(
      verb,
      [...known, { entry, rest }].sort((a, b) => b.rest.length - a.rest.length),
    );
  }
  const lemmaOf = (form: string): string => lemmas.get(form) ?? form;
  // Every word of every sentence is asked for: by form, then by particle, without joining the two.
  const byForm = new Map<string, { alone?: CueEntry | undefined; readonly with: Map<string, CueEntry> }>();
  for (const [form, verb] of lemmas) byForm.set(form, { alone: verbs.get(verb), with: new Map() });
  for (const entry of verbs.values()) {
    const [verb = entry.lemma, ...rest] = entry.lemma.split(' ');
    if (rest.length === 0) continue;
    for (const form of inflectVerb(verb))
      if (lemmas.get(form) === verb) byForm.get(form)?.with.set(rest.join(' '), entry);
  }
  return {
    verb: (form, particle) => {
      const known = byForm.get(form);
      return particle === undefined ? known?.alone : known?.with.get(particle);
    },
    idiom: (form, words, at) => {
      const found = idioms
        .get(lemmaOf(form))
        ?.find(({ rest }) => rest.every((word, i) => words[at + i] === word));
      return found && { entry: found.entry, length: found.rest.length };
    },
    attributesAlone: (form) => alone.has(form),
    lemma: (form) => lemmas.get(form),
    noun: (lemma) => nouns.get(lemma),
  };
}
