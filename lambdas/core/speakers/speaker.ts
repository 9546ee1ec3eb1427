// Somebody who speaks: a person or a body, with aliases and dated offices; facts, handed in as data.

/** `person`: a human being; `body`: a ministry, party, company, outlet; `country`: a state speaking as such. */
export const SPEAKER_KINDS = ['person', 'body', 'country'] as const;
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

/** An office held from `from` (inclusive) to `to` (inclusive); ISO date prefixes, absent where open or unknown. */
export interface Office {
  /** Lower case, without the country: "president", "foreign minister", "press secretary". */
  readonly title: string;
  /** Id of the country or body, e.g. "russia", "kremlin", "nato". */
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface Speaker {
  /** Lasting and readable: the folded canonical name, e.g. "volodymyr-zelenskyy". */
  readonly id: string;
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly gender?: 'female' | 'male';
  readonly country?: string;
  readonly aliases?: readonly string[];
  readonly offices?: readonly Office[];
}
