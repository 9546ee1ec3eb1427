// "one person familiar with the drafting, who said": the pronoun's antecedent stands right before it.
import type { Entity } from '../entity.ts';
import type { Mention } from '../mention.ts';
import type { Reading, Rule } from '../reading.ts';

/** Words between antecedent and pronoun, a comma included. */
const NEAR_WORDS = 8;
/** The same over what a name is said to be: "Ada Tarn, director of the women's league Open Water, who said". */
const FAR_WORDS = 16;

/** The description in whose complement mention `index` stands. */
function outerDescription(index: number, reading: Reading): Mention | undefined {
  const inner = reading.mentions[index];
  for (let i = index - 1; inner && i >= 0; i -= 1) {
    const outer = reading.mentions[i];
    if (!outer || outer.sentence !== inner.sentence) break;
    if (outer.form === 'description' && outer.headFrom < inner.from && outer.complementTo >= inner.to)
      return outer;
  }
  return undefined;
}

export const linkRelativePronounRule: Rule = {
  name: 'relative-pronoun',
  apply(mention, reading) {
    if (mention.form !== 'pronoun' || (mention.pronoun !== 'who' && mention.pronoun !== 'which'))
      return undefined;
    const person = mention.pronoun === 'who';
    const { mentions } = reading;
    const { words } = reading.article;
    let unknown: Entity | undefined;
    let wasPlace = false;
    for (let i = mention.index - 1; i >= 0; i -= 1) {
      const other = mentions[i];
      if (!other || other.sentence !== mention.sentence || mention.from - other.to > FAR_WORDS) break;
      const entity = reading.entityOf[i];
      const described =
        person && entity?.kind === 'person' && other.form === 'name' && words[other.to]?.text === ',';
      if (mention.from - other.to > NEAR_WORDS && !described) continue;
      if (other.form === 'pronoun' || other.modifier || !entity) continue;
      // a description whose complement reaches up to the pronoun is the antecedent, not what the complement names
      const outer = outerDescription(i, reading);
      const chosen = outer ? reading.entityOf[outer.index] : entity;
      if (!chosen) continue;
      if (person && chosen.kind === 'unknown') {
        // "Idriss Saleh of Nambeko, who said": rather he than the place
        const before = words[other.from - 1];
        const place = before?.sentence === other.sentence && /^(?:of|in|from|at|near)$/.test(before.folded);
        if (unknown === undefined || (wasPlace && !place)) {
          unknown = chosen;
          wasPlace = place;
        }
        continue;
      }
      if (person && chosen.kind !== 'person' && !chosen.plural) continue;
      if (!person && chosen.kind === 'person') continue;
      return chosen;
    }
    return unknown ?? null;
  },
};
