// Real HTTP receivers on loopback, for webhooks to arrive at.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../lib/local/listen.ts';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly posts: readonly ReceivedPost[];
  close(): Promise<void>;
}

type Respond = (response: ServerResponse, post: ReceivedPost, count: number) => void;

/** Answers by `respond`, whose `count` is the number of the post, from 1. */
export async function startReceiver(respond: Respond): Promise<Receiver> {
  const posts: ReceivedPost[] = [];
  const server: Server = createServer((request, response) => {
    readAll(request)
      .then((body) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const post = { path: request.url ?? '', headers, body };
        posts.push(post);
        respond(response, post, posts.length);
      })
      .catch(() => response.destroy());
  });
  const port = await listenOnLoopback(server, 0);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    posts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

export const answer =
  (...statuses: readonly number[]): Respond =>
  (response, _, count) => {
    response.statusCode = statuses[Math.min(count, statuses.length) - 1] ?? 200;
    response.end(`answer ${count}`);
  };

/** Takes the request and says nothing. */
export const hang: Respond = () => undefined;
