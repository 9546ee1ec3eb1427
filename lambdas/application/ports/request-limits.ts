// Counting requests of one caller in one window of time.

export interface RequestCounter {
  /** Adds `requests` and answers how many there are in the window now. `until`: ISO 8601, after which the count may go. */
  count(caller: string, window: string, until: string, requests: number): Promise<number>;
}
