// "Yara Min, the interior minister," and "the mill's owner, Borzhik Grain,": side by side, one and the same.

import { tellGender } from '../entity.ts';
import { isCalledBy } from '../match-title.ts';
import type { Rule } from '../reading.ts';
import { entityOfName } from './entity-of-name.ts';
import { RELATIONS } from './link-role.ts';

export const linkAppositionRule: Rule = {
  name: 'apposition',
  apply(mention, reading) {
    if (mention.form !== 'description') return undefined;
    const index = reading.appositions.get(mention.index);
    const name = index === undefined ? undefined : reading.mentions[index];
    if (name?.form !== 'name') return undefined;
    const entity = entityOfName(name, reading);
    if (!entity) return undefined;
    if (!mention.title || isCalledBy(mention.title, mention.noun)) entity.nouns.add(mention.noun);
    // "Her mother, Bronagh,"
    if (entity.kind === 'unknown' && RELATIONS.has(mention.noun)) entity.kind = 'person';
    // "Orlo, a soft-spoken woman": whatever the name may be elsewhere
    if (entity.kind === 'person') tellGender(entity, mention.gender);
    if (mention.kind === 'body') for (const word of mention.qualifiers) entity.nouns.add(word);
    return entity;
  },
};
