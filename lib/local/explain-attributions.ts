// Attributions as lines that a person can check: who, the words, the cue, the rules that decided.
import type { Attribution } from '../../lambdas/core/extraction/attribution.ts';
import { bold, dim, textWidth, wrap } from './cli.ts';
import type { LocalArticle } from './read-articles.ts';

export function explainAttributions(article: LocalArticle, attributions: readonly Attribution[]): string {
  const { id, text } = article;
  const words = (span: { start: number; end: number } | null): string =>
    span ? text.slice(span.start, span.end).replace(/\s+/g, ' ') : '';
  const lines = [bold(`${id}: ${attributions.length} attributions`), ''];
  attributions.forEach((found, index) => {
    const { speaker, source, cue, type, stance, negated } = found;
    const who = speaker ? `${speaker.name} (${speaker.id})` : 'not resolved';
    lines.push(`${index + 1}. ${bold(who)}  ${type}, ${stance}${negated ? ', negated' : ''}`);
    lines.push(wrap(found.content.map(words).join(' […] '), textWidth(), '   '));
    const facts = [
      ['source', words(source)],
      ['cue', words(cue)],
      ['office', words(found.office)],
      ['to', words(found.addressee)],
      ['medium', words(found.medium)],
      ['when', found.statedAt ? `${found.statedAt.date} (to the ${found.statedAt.precision})` : ''],
      ['reported by', found.reporters.map((r) => r.speaker?.name ?? words(r.source)).join(', ')],
      ['confidence', found.confidence.toFixed(2)],
      ['decided by', found.by.join(', ')],
    ].filter(([, value]) => value !== '');
    lines.push(
      dim(wrap(facts.map(([name, value]) => `${name}: ${value}`).join('; '), textWidth(), '   ')),
      '',
    );
  });
  return `${lines.join('\n')}\n`;
}
