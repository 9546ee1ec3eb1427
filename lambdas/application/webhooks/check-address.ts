// Whether an address may be an endpoint, as a fault that tells its owner what is wrong.
import { createProblem, type Problem } from '../../contract/problems.ts';
import type { AddressFault, WebhookSender } from '../ports/webhook-sender.ts';

const DETAILS: Readonly<Record<AddressFault, string>> = {
  not_https: 'Expected an https address.',
  not_public: 'The host has an address that is not on the public internet.',
  unresolvable: 'The name of the host cannot be resolved.',
  has_credentials: 'An address with a user name or password is not taken: messages are signed instead.',
};

/** Null where it may be used. */
export async function checkAddress(
  sender: Pick<WebhookSender, 'checkAddress'>,
  url: string,
): Promise<Problem | null> {
  const fault = await sender.checkAddress(url);
  if (fault === null) return null;
  return createProblem('invalid_request', {
    errors: [{ pointer: '#/url', code: fault, detail: DETAILS[fault] }],
  });
}
