// Signs messages as Standard Webhooks says, by its own package.
import { Webhook } from 'standardwebhooks';
import type { WebhookSigner } from '../../application/ports/webhook-sender.ts';

export const webhookSigner: WebhookSigner = {
  sign: (secrets, messageId, at, body) =>
    secrets.map((secret) => new Webhook(secret).sign(messageId, new Date(at), body)).join(' '),
};
