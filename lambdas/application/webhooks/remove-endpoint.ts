// Removes an endpoint; its messages under way find it gone and are canceled.
import { createProblem } from '../../contract/problems.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { IsExpected } from './change-endpoint.ts';
import { findEndpoint, showEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Problems: `unknown_resource`, `precondition_failed`. */
export async function removeEndpoint(
  { endpoints, clock }: Pick<WebhookPorts, 'endpoints' | 'clock'>,
  owner: string,
  id: string,
  isExpected: IsExpected,
): Promise<Outcome<null>> {
  const found = await findEndpoint(endpoints, owner, id);
  if (!found.ok) return found;
  if (!isExpected(showEndpoint(found.value, await endpoints.getHealth(id), clock.now()))) {
    return refused(createProblem('precondition_failed'));
  }
  await endpoints.remove(id);
  return done(null);
}
