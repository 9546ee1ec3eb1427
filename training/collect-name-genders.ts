/**
 * Collects what many given names tell of a gender, from the data of nomquamgender (MIT; counts of 36 public sources) into
 * lambdas/models/en/name-genders.json.
 *
 *   npx node training/collect-name-genders.ts <nomquamgender/name_data.json of the package nomquamgender 0.1.4>
 *
 * Kept are names that two sources or more have and of whose bearers nearly all are of one gender. Words that English
 * writes in lower case are left out, and what the lists of given names have.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldName } from '../lambdas/core/speakers/fold-name.ts';
import common from '../lambdas/models/en/common-words.json' with { type: 'json' };
import further from '../lambdas/models/en/further-names.json' with { type: 'json' };
import own from '../lambdas/models/en/given-names.json' with { type: 'json' };

const file = join(import.meta.dirname, '../lambdas/models/en/name-genders.json');
const FEWEST_SOURCES = 2;
/** Largest share of bearers that are of the other gender. */
const MOST_OTHERS = 0.06;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: collect-name-genders.ts <name_data.json>');
/** By name: how many sources have it, how many people bear it, the share of women among them. */
const data: Record<string, readonly [sources: number, people: number, women: number, ...unknown[]]> =
  JSON.parse(readFileSync(path, 'utf8'));
const taken = new Set([
  ...Object.values(own).flat().map(foldName),
  ...Object.values({ ...further, ...common }).flatMap((names) => names.split(' ')),
]);
const lists: Record<'female' | 'male', string[]> = { female: [], male: [] };
for (const [name, [sources, , women]] of Object.entries(data)) {
  if (sources < FEWEST_SOURCES || !/^[a-z]{3,}$/.test(name) || taken.has(name)) continue;
  if (women <= MOST_OTHERS) lists.male.push(name);
  else if (women >= 1 - MOST_OTHERS) lists.female.push(name);
}
const lines = Object.entries(lists).map(
  ([key, names]) => `  "${key}": ${JSON.stringify(names.sort().join(' '))}`,
);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log(`female ${lists.female.length}, male ${lists.male.length}`);
