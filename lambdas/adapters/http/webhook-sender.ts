// Posts signed messages to registered addresses: only to public ones, only to the address that was checked, bounded in
// time and size, and without following anybody anywhere.
import { Resolver } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import type {
  AddressFault,
  WebhookAnswer,
  WebhookRequest,
  WebhookSender,
} from '../../application/ports/webhook-sender.ts';
import type { NoAnswer } from '../../core/webhooks/attempt-outcome.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
/** All addresses of a host name. Rejects where there is none. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface WebhookSenderOptions {
  /** Also lets loopback addresses through, by http and https: for receivers on the machine of a local tracker. */
  readonly allowLoopback: boolean;
  readonly lookup?: Lookup;
  /** Milliseconds for the whole exchange; Standard Webhooks advises 15 to 30 s. */
  readonly timeout?: number;
}

const TIMEOUT = 15_000;
/** Bytes of an answer that are kept; no more are read. */
const KEPT_BYTES = 1024;
const USER_AGENT = 'diplomatic-statement-tracker/1';

/** IPv6 that is routed at all: 2000::/3; what ipaddr.js calls unicast besides is unassigned. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a packet to the address can only leave for the public internet. Refused are private, loopback, link-local
 * (with the metadata services), carrier-grade NAT, multicast, and IPv6 that stands for IPv4 (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6);
}

const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';

/** Milliseconds and rounds after which a name counts as unresolvable. */
const LOOKUP = { timeout: 2000, tries: 2 };

/**
 * Asks the name servers themselves, IPv4 first, which every network has. Not getaddrinfo: that holds one of a few
 * threads while a name server keeps silent, so that one endpoint's could delay all others.
 */
const lookupAll: Lookup = async (hostname) => {
  // RFC 6761: these names never leave the machine.
  if (/(?:^|\.)localhost\.?$/i.test(hostname)) return [{ address: '127.0.0.1', family: 4 }];
  const resolver = new Resolver(LOOKUP);
  const [four, six] = await Promise.all([
    resolver.resolve4(hostname).catch(() => []),
    resolver.resolve6(hostname).catch(() => []),
  ]);
  return [
    ...four.map((address) => ({ address, family: 4 })),
    ...six.map((address) => ({ address, family: 6 })),
  ];
};

type Checked =
  | { readonly ok: true; readonly url: URL; readonly pinned: ResolvedAddress }
  | { readonly ok: false; readonly fault: AddressFault };

async function checkUrl(
  text: string,
  { allowLoopback, lookup = lookupAll }: WebhookSenderOptions,
): Promise<Checked> {
  const refuse = (fault: AddressFault): Checked => ({ ok: false, fault });
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')))
    return refuse('not_https');
  if (url.username !== '' || url.password !== '') return refuse('has_credentials');
  // URL has already turned odd spellings (2130706433, 0x7f.1) into plain addresses, and wraps IPv6 in brackets.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host)
    ? [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }]
    : await lookup(host).catch(() => []);
  const [pinned] = addresses;
  if (!pinned) return refuse('unresolvable');
  // One bad address among several is enough: whoever answers for the name chooses which one is used.
  const isAllowed = ({ address }: ResolvedAddress): boolean =>
    isLoopback(address) ? allowLoopback : isPublicAddress(address);
  if (!addresses.every(isAllowed)) return refuse('not_public');
  if (url.protocol === 'http:' && !addresses.every(({ address }) => isLoopback(address)))
    return refuse('not_https');
  return { ok: true, url, pinned };
}

const timeoutCodes = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_ABORTED',
]);

function classifyFailure(error: unknown): NoAnswer {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'TimeoutError' || name === 'AbortError' || timeoutCodes.has(code ?? '')
    ? 'timeout'
    : 'connection';
}

async function readStart(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      // Leaving the loop destroys the stream: the rest is never read.
      if (length >= KEPT_BYTES) break;
    }
  } catch {
    // The status has come; a body that breaks off does not change what it means.
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\u0000', '');
}

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const timeout = options.timeout ?? TIMEOUT;
  const unanswered = (why: NoAnswer, started: number): WebhookAnswer => ({
    answer: { kind: 'unanswered', why },
    durationMs: Math.round(performance.now() - started),
    body: '',
  });

  async function post({ url, body, headers }: WebhookRequest): Promise<WebhookAnswer> {
    const started = performance.now();
    const checked = await checkUrl(url, options);
    if (!checked.ok)
      return unanswered(checked.fault === 'unresolvable' ? 'connection' : 'forbidden_address', started);
    const { pinned } = checked;
    // The connection goes to the address that was checked, whatever the name resolves to by now; the certificate is
    // still checked against the name.
    const agent = new Agent({
      connect: {
        lookup: (_host, { all }, done) =>
          all ? done(null, [pinned] as never) : done(null, pinned.address, pinned.family),
      },
    });
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await request(checked.url, {
        method: 'POST',
        body,
        headers: { ...headers, 'user-agent': USER_AGENT },
        dispatcher: agent,
        signal,
        headersTimeout: timeout,
        bodyTimeout: timeout,
      });
      const start = await readStart(response.body);
      const retryAfter = response.headers['retry-after'];
      return {
        answer: { kind: 'answered', status: response.statusCode, retryAfter: [retryAfter].flat()[0] ?? null },
        durationMs: Math.round(performance.now() - started),
        body: start,
      };
    } catch (error) {
      return unanswered(signal.aborted ? 'timeout' : classifyFailure(error), started);
    } finally {
      await agent.destroy();
    }
  }

  return {
    post,
    async checkAddress(url) {
      const checked = await checkUrl(url, options);
      return checked.ok ? null : checked.fault;
    },
  };
}
