// A name in capitals as it is filed: "PETRA HALLOUN" is Petra Halloun.

const SHOUTED = /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u;
const PARTICLE =
  /^(?:DE|DA|DO|DOS|DAS|DEL|DELLA|DI|VAN|VON|DER|DEN|TEN|LA|LE|AL|EL|BIN|BINT|IBN|AF|AV|OF|THE|Y)$/u;
const ROMAN = /^[IVX]{2,4}$/u;
const INITIALS = /^(?:\p{Lu}\.)+$/u;

/** Whether all letters of a name of two words or more are capital. */
export function isShoutedName(name: string): boolean {
  return name.includes(' ') && SHOUTED.test(name);
}

/** "MC" and a consonant begin "McKay"; what follows a hyphen or an apostrophe has a capital: "O'Dare", "Rönn-Hauge". */
function calmWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/(^|[-‐‑'’])(\p{L})/gu, (_, mark: string, letter: string) => mark + letter.toUpperCase())
    .replace(/(['’])S$/u, '$1s')
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

/** The name in the usual case; one that is not all in capitals stays as it is. */
export function calmName(name: string): string {
  if (!SHOUTED.test(name)) return name;
  return name
    .split(' ')
    .map((word, i) => {
      if (ROMAN.test(word) || INITIALS.test(word)) return word;
      return i > 0 && PARTICLE.test(word) ? word.toLowerCase() : calmWord(word);
    })
    .join(' ');
}
