// "the Velorian president", "the spokesperson", "the top diplomat": somebody whose office the article gave.
import type { Entity } from '../entity.ts';
import { fitEntity } from '../match-title.ts';
import type { Rule } from '../reading.ts';

/** A bare role ("the minister") that fits several people means one who was mentioned within this many sentences. */
const NEAR_SENTENCES = 4;

export const linkRoleRule: Rule = {
  name: 'role',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    if (mention.determiner === 'indefinite' || mention.determiner === 'number') return undefined;
    if (mention.title.ranks.length === 0 && mention.determiner === 'none' && mention.title.of.length === 0) {
      // a bare title speaks of somebody only where it is written like a name ("Minister said")
      if (mention.title.country === null) return undefined;
    }
    const { title } = mention;
    let best = 0;
    let fits: Entity[] = [];
    for (const entity of reading.entities.all) {
      if (entity.plural || (entity.kind !== 'person' && entity.kind !== 'unknown')) continue;
      if (entity.titles.length === 0 && !entity.speaker?.offices) continue;
      const fit = fitEntity(title, entity, reading.directory, reading.date);
      if (fit > best) {
        best = fit;
        fits = [entity];
      } else if (fit > 0 && fit === best) fits.push(entity);
    }
    if (fits.length === 0) return undefined;
    if (fits.length === 1) return fits[0];
    const seen = fits.filter((e) => e.lastMention >= 0);
    const [only] = seen;
    if (seen.length === 1) return only;
    if (seen.length === 0) return undefined;
    const latest = seen.reduce((a, b) => (b.lastMention > a.lastMention ? b : a));
    const last = reading.mentions[latest.lastMention];
    return last && mention.sentence - last.sentence <= NEAR_SENTENCES ? latest : null;
  },
};
