// Gives statements the addresses under which this API shows them.

import type { Statement } from '../core/statements/statement.ts';
import type { LinkedStatement } from './ports/statement-renderer.ts';

export function linkStatement(statement: Statement, baseUrl: string): LinkedStatement {
  const article = `${baseUrl}/articles/${encodeURIComponent(statement.article.id)}`;
  return {
    ...statement,
    links: {
      self: `${baseUrl}/statements/${encodeURIComponent(statement.id)}`,
      article,
      text: `${article}/text?version=${statement.provenance.textHash}`,
    },
  };
}
