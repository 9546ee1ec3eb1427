// A mention: a stretch of the article that refers to somebody, taken apart but not yet resolved.
import type { CountryEntry, Gender, RoleEntry } from './name-lists.ts';

export type MentionKind = 'person' | 'body' | 'country' | 'group' | 'document' | 'unknown';

/** An office or a role as the article gives it: "the Russian president's foreign policy aide". */
export interface Title {
  /** With its qualifiers, lower case, British spelling, singular: "foreign policy aide". */
  readonly text: string;
  readonly role: RoleEntry;
  /** "deputy", "former" … of those that change who is meant. */
  readonly ranks: readonly string[];
  /** A country of the lists. */
  readonly country: CountryEntry | null;
  /** Other capitalised words that say whose office it is, folded: "velorian", "kremlin", "progress party". */
  readonly of: readonly string[];
  /** Lower-case nouns of what follows it, folded: the "tax" and "service" of "head of the tax service". */
  readonly nouns: readonly string[];
  /** Word indices of the office as written, half-open. */
  readonly from: number;
  readonly to: number;
}

interface MentionBase {
  /** Index in the article's list of mentions. */
  readonly index: number;
  /** Word indices, half-open: the whole mention, then what is its head. */
  readonly from: number;
  readonly to: number;
  readonly headFrom: number;
  readonly headTo: number;
  readonly sentence: number;
  /** A mere modifier of what follows: the "Moscow" of "Moscow Mayor Ivan Petrov", the possessor of something. */
  readonly modifier: boolean;
  readonly possessive: boolean;
}

/** A proper name, with the title before it. */
export interface NameMention extends MentionBase {
  readonly form: 'name';
  readonly kind: MentionKind;
  /** The name alone, as written, its words joined by single spaces. */
  readonly name: string;
  readonly title: Title | null;
  /** From "Mr", "Queen" or a gendered role. */
  readonly gender: Gender | null;
  /** The honorific right before it, as written, by which it names a person; null for most. */
  readonly honorific: string | null;
  /** The "Lobo" of “Ernesto "Lobo" Quintana”; null for most. */
  readonly nickname: string | null;
  /** Only a short form (one word, or the last word of a name): never the fullest name of somebody. */
  readonly short: boolean;
}

export type Determiner = 'definite' | 'indefinite' | 'possessive' | 'demonstrative' | 'number' | 'none';

/** A noun phrase without a name: "the interior minister", "two officials at the ministry", "its defence chief". */
export interface DescriptionMention extends MentionBase {
  readonly form: 'description';
  readonly kind: MentionKind;
  readonly determiner: Determiner;
  readonly plural: boolean;
  /** "each person", "no official", "my mother": names nobody who could be quoted later. */
  readonly distributive: boolean;
  /** For roles; null for bodies, groups and documents. */
  readonly title: Title | null;
  /** The head noun, folded and singular where the lists know it. */
  readonly noun: string;
  /** Folded words before the head, determiner and possessor left out. */
  readonly qualifiers: readonly string[];
  /** The word before the possessive mark, or the possessive pronoun; -1 where there is none. */
  readonly possessor: number;
  /** Word indices of the complement ("of Port Selim", "for the ministry"), half-open; equal where there is none. */
  readonly complementFrom: number;
  readonly complementTo: number;
  /** The country of the lists whose it is: "the Ukrainian military", "Iran's government", "the parliament of Iraq". */
  readonly country: CountryEntry | null;
  readonly gender: Gender | null;
}

/** "he", "their", "who". */
export interface PronounMention extends MentionBase {
  readonly form: 'pronoun';
  readonly pronoun: string;
}

export type Mention = NameMention | DescriptionMention | PronounMention;

/** `Omit` that keeps a union apart, for mentions that have no index yet. */
export type Draft<M> = M extends Mention ? Omit<M, 'index'> : never;
