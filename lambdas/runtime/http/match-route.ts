// Finds the operation of a method and path in the table of operations.
import type { OperationDefinition } from '../../contract/operation.ts';

export type Match =
  | {
      readonly kind: 'operation';
      readonly id: string;
      readonly operation: OperationDefinition;
      /** Decoded path parameters. */
      readonly path: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'bad-encoding' }
  | { readonly kind: 'none' };

export type RouteTable = (method: string, path: string) => Match;

interface Route {
  readonly id: string;
  readonly operation: OperationDefinition;
  readonly parts: readonly string[];
}

/** A matcher over the table: literal segments win over parameters, `HEAD` is served by `GET`. */
export function createRouteTable(operations: Readonly<Record<string, OperationDefinition>>): RouteTable {
  const routes: Route[] = Object.entries(operations)
    .map(([id, operation]) => ({ id, operation, parts: operation.path.split('/').slice(1) }))
    .sort((a, b) => countParameters(a) - countParameters(b));

  return (method, path) => {
    const parts = path.split('/').slice(1);
    const decoded = parts.map(decodePart);
    const fitting = routes.filter((route) => fits(route, parts));
    const [first] = fitting;
    if (!first) return { kind: 'none' };
    // "/speakers/compare" is no speaker: only routes of the most literal template are alternatives.
    const alternatives = fitting.filter((route) => route.operation.path === first.operation.path);
    const wanted = method === 'HEAD' ? 'GET' : method;
    const route = alternatives.find(({ operation }) => operation.method === wanted);
    if (!route) return { kind: 'other-method', allowed: allowedMethods(alternatives) };
    if (decoded.includes(null)) return { kind: 'bad-encoding' };
    const values = route.parts.flatMap((part, at) =>
      part.startsWith('{') ? [[part.slice(1, -1), decoded[at] ?? '']] : [],
    );
    return {
      kind: 'operation',
      id: route.id,
      operation: route.operation,
      path: Object.fromEntries(values) as Record<string, string>,
    };
  };
}

function countParameters(route: Route): number {
  return route.parts.filter((part) => part.startsWith('{')).length;
}

function fits(route: Route, parts: readonly string[]): boolean {
  return (
    route.parts.length === parts.length &&
    route.parts.every((part, at) => (part.startsWith('{') ? parts[at] !== '' : part === parts[at]))
  );
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function allowedMethods(routes: readonly Route[]): readonly string[] {
  const methods = routes.map(({ operation }) => operation.method as string);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}
