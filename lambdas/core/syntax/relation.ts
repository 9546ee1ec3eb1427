// Relations without their subtypes: "nsubj" of "nsubj:pass".

const known = new Map<string, string>();

/** The universal relation that a UD relation is a kind of. There are a few dozen: each is cut once. */
export function baseRelation(deprel: string): string {
  let base = known.get(deprel);
  if (base === undefined) {
    const colon = deprel.indexOf(':');
    base = colon < 0 ? deprel : deprel.slice(0, colon);
    known.set(deprel, base);
  }
  return base;
}
