// Texts that make the work of an extractor grow faster than they do, where it is not linear.

const PEOPLE = 20_000;
const number = <T>(make: (i: number) => T): T[] => Array.from({ length: PEOPLE }, (_, i) => make(i));

/** By name, each to be repeated or cut to the size wanted; `natural` is news. */
export function makeHostileTexts(natural: string): Record<string, string> {
  return {
    'natural text': natural,
    'one sentence, no stops': natural.replace(/[.!?\n]+/g, ' '),
    'opening quotation marks': '“a '.repeat(1000),
    'straight quotation marks': '" said '.repeat(1000),
    'capitalised words': 'Anna Maria Bell '.repeat(1000),
    'cues and pronouns': 'he said that she said that ',
    'people of one last name': number((i) => `Ann${i} Velm said no. Velm left. `).join(''),
    'many ministers': number((i) => `Minister Olaf P${i} said no. The minister left. `).join(''),
    'departments without end': 'Foreign Affairs ',
    'brackets and dashes': '((( — — )))',
    'blank lines': '\n\n \n',
    'one long word': 'a',
    'combining marks': 'e\u0301\u0323',
  };
}
