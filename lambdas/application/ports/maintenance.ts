// What a rebuild does to the table as a whole, and the mark that keeps everybody else from writing meanwhile.

export interface Maintenance {
  /** Empties the table of everything that a rebuild makes: not of keys, endpoints and what else teams made. */
  clear(onProgress: (items: number) => void): Promise<void>;
  /** Sets the mark; an earlier one is kept, since what it stands for has not ended. */
  begin(at: string): Promise<void>;
  /** Removes it. */
  end(): Promise<void>;
  /** When the rebuild began that has not ended; null where none is under way. Strongly consistent. */
  begunAt(): Promise<string | null>;
}
