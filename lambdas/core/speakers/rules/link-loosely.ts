// "the witness", "the mother of two", "the 61-year-old builder": what the article calls somebody beside the name.
import { findLoosely } from '../find-loosely.ts';
import type { Rule } from '../reading.ts';

const NUMBER = /^(?:two|three|four|five|six|seven|eight|nine|ten|\d+)$/;

export const linkLooselyRule: Rule = {
  name: 'called',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.plural || mention.kind !== 'person') return undefined;
    if (mention.determiner !== 'definite' || mention.complementTo > mention.complementFrom) return undefined;
    const { words } = reading.article;
    const counted = words[mention.to]?.folded === 'of' && NUMBER.test(words[mention.to + 1]?.folded ?? '');
    return findLoosely(mention.from, counted ? mention.to + 2 : mention.to, reading)?.entity;
  },
};
