// Makes secrets and signs messages as Standard Webhooks says, the latter by its own package.
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookSigner } from '../../application/ports/webhook-sender.ts';

/** Standard Webhooks: between 24 and 64 bytes. */
const SECRET_BYTES = 32;

export const webhookSigner: WebhookSigner = {
  createSecret: () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
  sign: (secrets, messageId, at, body) =>
    secrets.map((secret) => new Webhook(secret).sign(messageId, new Date(at), body)).join(' '),
};
