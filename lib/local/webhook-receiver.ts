// A receiver of webhooks as small as one can be and still be right: it verifies, answers, and knows what it has seen.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describeError } from './local-error.ts';

export interface ReceivedMessage {
  /** The same for every attempt, and for every replay. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** Whether it was received before. */
  readonly repeated: boolean;
}

export interface WebhookReceiverOptions {
  /** Asked for at each message, as it may come to be known only after the receiver listens. */
  readonly secret: () => string | null;
  readonly onMessage: (message: ReceivedMessage) => void;
  /** A request that is no message of the tracker: what is wrong with it. */
  readonly onRefused: (reason: string) => void;
}

/** Bytes of a body that are read: a message of the tracker has fewer than 20,000. */
const MOST_BYTES = 100_000;
/** Ids that are remembered. */
const MOST_SEEN = 10_000;

/** Answers 204 to what is verified, 400 to what is not. */
export function createWebhookReceiver(options: WebhookReceiverOptions): Server {
  const seen = new Set<string>();

  async function receive(request: IncomingMessage): Promise<ReceivedMessage> {
    const body = await readBody(request);
    const secret = options.secret();
    if (secret === null) throw new Error('no secret is known yet');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const { type, data } = new Webhook(secret).verify(body, headers) as { type: string; data: unknown };
    const id = headers['webhook-id'] ?? '';
    const repeated = seen.has(id);
    if (seen.size >= MOST_SEEN) seen.clear();
    seen.add(id);
    return { id, type, data, repeated };
  }

  return createServer((request, response) => {
    receive(request).then(
      (message) => {
        response.writeHead(204).end();
        options.onMessage(message);
      },
      (error: unknown) => {
        response.writeHead(400).end();
        options.onRefused(describeError(error));
      },
    );
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
