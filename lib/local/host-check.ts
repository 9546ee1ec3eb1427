// Who may talk to a server on loopback: programs of this machine, not a web page that points a name of its own at it.
import type { IncomingMessage } from 'node:http';

/**
 * Whether the Host header names this machine. A page on the web can make a browser send requests here under a host name
 * that resolves to 127.0.0.1 (DNS rebinding); the name it used gives it away.
 */
export function namesThisMachine(request: IncomingMessage): boolean {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return name === '127.0.0.1' || name === 'localhost' || name.endsWith('.localhost');
}
