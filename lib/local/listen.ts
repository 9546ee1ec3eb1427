// Listening on loopback only.
import type { Server as HttpServer } from 'node:http';
import { type ListenOptions, Server } from 'node:net';
import { describeError, LocalError } from './local-error.ts';

export const LOOPBACK = '127.0.0.1';

/** Starts `server` on a port of 127.0.0.1 (0: any free one) and answers the port. `flag` names the option to change. */
export async function listenOnLoopback(server: Server, port: number, flag?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const refuse = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      const advice = flag ? `; stop what uses it, or choose another with ${flag}` : '';
      reject(new LocalError('port_in_use', `Port ${port} is in use${advice}.`, error));
    } else {
      reject(new LocalError('port_in_use', `Cannot listen on port ${port}: ${describeError(error)}`, error));
    }
  };
  server.once('error', refuse);
  server.listen(port, LOOPBACK, () => {
    server.off('error', refuse);
    const address = server.address();
    resolve(typeof address === 'object' && address ? address.port : port);
  });
  return promise;
}

/**
 * Runs `start` with every server that begins to listen meanwhile bound to loopback. fauxqs 2.4 has no option for its
 * address and binds to all of them (dist/app.js: `app.listen({ port, host: "0.0.0.0" })`), which would offer the
 * articles of this machine to its whole network.
 */
export async function withLoopbackOnly<Result>(start: () => Promise<Result>): Promise<Result> {
  const prototype = Server.prototype as unknown as { listen: (...args: unknown[]) => Server };
  const original = prototype.listen;
  prototype.listen = function listenHere(this: Server, ...args: unknown[]) {
    const [first, ...rest] = args;
    const options =
      typeof first === 'object' && first !== null ? { ...(first as ListenOptions), host: LOOPBACK } : first;
    return original.call(this, options, ...rest);
  };
  try {
    return await start();
  } finally {
    prototype.listen = original;
  }
}

/** Lets requests under way end, for three seconds at most. */
export async function closeServer(server: HttpServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  // A client that keeps reading a long answer does not keep the tracker from stopping.
  const timer = setTimeout(() => server.closeAllConnections(), 3_000);
  await promise;
  clearTimeout(timer);
}
