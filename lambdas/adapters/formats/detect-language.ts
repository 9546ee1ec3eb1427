// The language of a text, by its letters; unsaid where the text is too short or too mixed to tell.
import { detectAll } from 'tinyld/light';

/** Shorter texts are not judged: names and headlines mislead the detector. */
const LEAST_LENGTH = 200;
/** Enough to decide, and bounded. */
const SAMPLE_LENGTH = 1200;
/**
 * tinyld's share for a language under which it is not believed. Measured on 810 stretches of 400 characters of English
 * news full of foreign names: other languages reach 0.61 by mistake, so they must do better; English has no such rival.
 */
const LEAST_SHARE_ENGLISH = 0.2;
const LEAST_SHARE_OTHER = 0.65;

/** ISO 639-1 code, or null. */
export function detectLanguage(text: string): string | null {
  if (text.length < LEAST_LENGTH) return null;
  const best = detectAll(text.slice(0, SAMPLE_LENGTH))[0];
  if (!best) return null;
  return best.accuracy >= (best.lang === 'en' ? LEAST_SHARE_ENGLISH : LEAST_SHARE_OTHER) ? best.lang : null;
}
