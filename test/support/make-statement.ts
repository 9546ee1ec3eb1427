// Statements for tests: invented, complete, and changed where a test says so.
import { STATEMENT_EXAMPLE } from '../../lambdas/contract/examples.ts';
import type { Statement, StatementEvent } from '../../lambdas/core/statements/statement.ts';

export function makeStatement(changes: Partial<Statement> = {}): Statement {
  const { links: _, ...statement } = STATEMENT_EXAMPLE;
  return { ...statement, ...changes };
}

export function makeEvent(id: string, changes: Partial<Statement> = {}, at?: string): StatementEvent {
  const statement = makeStatement(changes);
  return { id, type: 'statement.created', timestamp: at ?? statement.updatedAt, statement };
}
