// Statements as a person reads them on a terminal.
import type { z } from 'zod';
import type { Statement } from '../../lambdas/contract/resources.ts';
import { bold, dim, wrap } from './cli.ts';

export type ShownStatement = z.output<typeof Statement>;

/** Speaker and date, the quote wrapped, then where it comes from. */
export function describeStatement(statement: ShownStatement, width: number): string {
  const { speaker, mention, statedAt, type, text, article, medium, stance, negated } = statement;
  const who = speaker?.name ?? mention ?? 'unnamed source';
  const kind = [type, `${stance}${negated ? ' (negated)' : ''}`, medium].filter(Boolean).join(', ');
  const when = statedAt ? `${statedAt.date.replace('T', ' ')}` : 'undated';
  const withdrawn = statement.status === 'withdrawn' ? ' – WITHDRAWN' : '';
  const source = [article.outlet, article.title, article.publishedAt?.slice(0, 10)]
    .filter(Boolean)
    .join(', ');
  return [
    `${bold(who)}  ${when}  ${dim(`[${kind}]${withdrawn}`)}`,
    wrap(type === 'indirect' ? text : quote(text, type), width, '  '),
    dim(wrap(source || article.id, width, '  – ')),
    dim(`  ${article.url ?? article.id}  ${statement.id}`),
  ].join('\n');
}

/** A mixed statement quotes only some of its words: its own marks stay as they are. */
function quote(text: string, type: ShownStatement['type']): string {
  return type === 'direct' && !/^["“”«'‘]/.test(text) ? `“${text}”` : text;
}
