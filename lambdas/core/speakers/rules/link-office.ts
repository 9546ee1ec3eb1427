// "the French president" of an article that names nobody: who held the office on its date, where the directory knows.
import type { OfficeHolder, SpeakerDirectory } from '../directory.ts';
import type { Title } from '../mention.ts';
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
    const { directory, date } = reading;
    for (const owner of ownersOf(title, directory)) {
      for (const text of officesOf(owner.title)) {
        const holders = directory
          .byOffice(text, owner.id, date)
          .filter((h) => agrees(h, title))
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

interface Owner {
  /** Of the directory. */
  readonly id: string;
  /** The office there. */
  readonly title: string;
}

/** Whose the office may be: the country, a body that stands before the noun ("EU", "Russian foreign ministry"). */
function ownersOf({ text, role, country, of }: Title, { byName }: SpeakerDirectory): readonly Owner[] {
  const bodies = (name: string, title: string): Owner[] =>
    byName(name).flatMap(({ id, kind }) => (kind === 'body' ? [{ id, title }] : []));
  if (!country)
    return of.length > 0
      ? [...bodies(of.join(' '), text), ...of.slice(0, 2).map((id) => ({ id, title: text }))]
      : [];
  const own = { id: country.id, title: text };
  const inside = text.slice(0, -role.role.length).trim();
  const adjective = country.adjectives[0];
  return inside === '' || !adjective ? [own] : [own, ...bodies(`${adjective} ${inside}`, role.role)];
}

const agrees = ({ speaker }: OfficeHolder, { role }: Title): boolean =>
  !role.gender || !speaker.gender || role.gender === speaker.gender;

/** Offices that a description may name: a premier is a prime minister, a top diplomat a foreign minister. */
function officesOf(text: string): readonly string[] {
  if (text === 'premier') return ['prime minister', 'premier'];
  if (text === 'top diplomat' || text === 'chief diplomat')
    return ['foreign minister', 'secretary of state', 'foreign secretary'];
  if (text === 'spokesperson' || text === 'spokesman' || text === 'spokeswoman')
    return ['spokesperson', 'spokesman', 'spokeswoman', 'press secretary'];
  return [text];
}
