// The day that the narrator last told of, for "a day earlier": after "She arrived on Friday", that Friday.
import type { Document } from '../../text/document.ts';
import type { Span } from '../../text/span.ts';
import { type ArticleDays, headingBefore } from './article-days.ts';
import { resolveTime, type TimeAnchor } from './resolve-time.ts';
import type { SentenceTimes } from './sentence-times.ts';

/** Answers questions about ever later offsets; an earlier one gets the answer of the latest so far. */
export interface StoryDays {
  /** The days that hold before an offset; null where the article has no date. */
  before(offset: number): TimeAnchor | null;
}

/** `contents` are what people are reported to have said: the days in it are theirs. Linear over all calls. */
export function createStoryDays(
  document: Document,
  days: ArticleDays,
  times: SentenceTimes,
  contents: readonly Span[],
): StoryDays {
  const { sentences } = document;
  const said = [...contents].sort((a, b) => a.start - b.start);
  let sentence = 0;
  let content = 0;
  let story: string | null = null;
  const isSaid = (at: number): boolean => {
    while ((said[content]?.end ?? at + 1) <= at) content += 1;
    return (said[content]?.start ?? at + 1) <= at;
  };
  return {
    before: (offset) => {
      const article = articleDayAt(days, offset);
      if (article === null) return null;
      for (; (sentences[sentence]?.end ?? offset + 1) <= offset; sentence += 1) {
        for (const expression of times(sentence)) {
          if (isSaid(expression.start)) continue;
          const date = resolveTime(expression.value, { article, story: story ?? article });
          if (date?.precision === 'day') story = date.date;
        }
      }
      return { article, story: story ?? article };
    },
  };
}

/** The article's day, or that of the entry of a live feed which holds the offset. */
export function articleDayAt(days: ArticleDays, offset: number): string | null {
  return (days.headings.length > 1 ? headingBefore(days.headings, offset) : null) ?? days.article;
}
