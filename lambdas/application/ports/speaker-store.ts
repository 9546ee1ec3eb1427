// The speakers that statements name, whether a directory knows them or only the articles do.

export interface KnownSpeaker {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface SpeakerStore {
  /** Makes a speaker findable by name and aliases; adds to what is known, never takes away. */
  note(speakers: readonly KnownSpeaker[]): Promise<void>;
  get(id: string): Promise<KnownSpeaker | null>;
  /** Those whose name, alias or any later word of one begins with `prefix` once folded or transliterated, each once. */
  search(
    prefix: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly speakers: readonly KnownSpeaker[]; readonly position: string | null }>;
  /** All, in order of the folded name. */
  list(page: {
    readonly limit: number;
    readonly position: string | null;
  }): Promise<{ readonly speakers: readonly KnownSpeaker[]; readonly position: string | null }>;
}
