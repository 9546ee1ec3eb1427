// Times as ISO 8601 in UTC with milliseconds, so that they compare as text.

/** `milliseconds` after `time`. */
export function addTime(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString();
}
