// "the French president" of an article that names nobody: who held the office on its date, where the directory knows.
import type { Rule } from '../reading.ts';

/** Without a date, an office says who is meant only where one person held it all through the years since this one. */
const RECENT_YEARS_FROM = '2022';

export const linkOfficeRule: Rule = {
  name: 'office',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    const { title } = mention;
    if (mention.determiner !== 'definite' && mention.determiner !== 'possessive') return undefined;
    if (title.ranks.length > 0) return undefined;
    const owners = title.country ? [title.country.id] : title.of.slice(0, 2);
    const { directory, date } = reading;
    for (const owner of owners) {
      for (const text of officesOf(title.text)) {
        const holders = directory
          .byOffice(text, owner, date)
          .filter((h) => date !== null || (h.office.to ?? '9999') >= RECENT_YEARS_FROM);
        const [holder] = holders;
        if (!holder || holders.some((h) => h.speaker !== holder.speaker)) continue;
        const same = reading.entities.bySpeaker(holder.speaker.id);
        if (same) return same;
        return reading.entities.create({
          kind: 'person',
          name: holder.speaker.name,
          described: false,
          plural: false,
          gender: holder.speaker.gender ?? null,
          speaker: holder.speaker,
          country: title.country,
        });
      }
    }
    return undefined;
  },
};

/** Offices that a description may name: a premier is a prime minister, a top diplomat a foreign minister. */
function officesOf(text: string): readonly string[] {
  if (text === 'premier') return ['prime minister', 'premier'];
  if (text === 'top diplomat' || text === 'chief diplomat')
    return ['foreign minister', 'secretary of state', 'foreign secretary'];
  if (text === 'spokesperson' || text === 'spokesman' || text === 'spokeswoman')
    return ['spokesperson', 'press secretary'];
  return [text];
}
