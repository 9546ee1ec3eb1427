/** "Norova"s oil minister": an apostrophe that was escaped once too often on its way. No length changes. */
export const mendApostrophes = (text: string): string => text.replace(/(?<=\p{L})"(?=s\b)/gu, "'");
