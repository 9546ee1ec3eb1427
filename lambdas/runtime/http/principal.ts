// Who asks: what the authorizer hands over, and what it allows.
import { z } from 'zod';
import { SCOPES, type Scope } from '../../contract/operation.ts';

export interface Principal {
  readonly keyId: string;
  /** The team that the key belongs to: whatever it makes belongs to this owner. */
  readonly owner: string;
  readonly scopes: readonly Scope[];
}

/** The authorizer's context is flat: API Gateway passes strings, numbers and booleans only. */
const AuthorizerContext = z.object({
  keyId: z.string().min(1),
  owner: z.string().min(1),
  scopes: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(z.array(z.enum(SCOPES))),
});

/** The principal that the authorizer put into the request; null where there is none, or another shape. */
export function readPrincipal(context: unknown): Principal | null {
  const result = AuthorizerContext.safeParse(context);
  return result.success ? result.data : null;
}

/** What the authorizer hands over for a principal. */
export function writePrincipal(principal: Principal): Record<string, string> {
  return { keyId: principal.keyId, owner: principal.owner, scopes: principal.scopes.join(' ') };
}

/** Every key may read; `admin` may do everything. */
export function mayUse(principal: Principal, scope: Scope): boolean {
  return scope === 'read' || principal.scopes.includes('admin') || principal.scopes.includes(scope);
}

/** Without keys, on this machine alone: everything is allowed, and belongs to one owner. */
export const LOCAL_PRINCIPAL: Principal = { keyId: 'local', owner: 'local', scopes: ['admin'] };

/** Whether an address is this machine itself. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) || address === '::1';
}
