// "Yara Min, the interior minister," and "the mill's owner, Borzhik Grain,": side by side, one and the same.
import type { Rule } from '../reading.ts';

export const linkAppositionRule: Rule = {
  name: 'apposition',
  apply(mention, reading) {
    if (mention.form === 'pronoun') return undefined;
    const other = reading.appositions.get(mention.index);
    if (other === undefined) return undefined;
    const entity = reading.entityOf[other];
    if (!entity) return undefined;
    if (mention.form === 'description') entity.nouns.add(mention.noun);
    return entity;
  },
};
