import type { LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { type AddressPolicy, type AddressVerdict, judgeAddress, judgeHostname } from "./address-policy.ts";
import { BlockedAddressError } from "./network-failures.ts";
import { type ResolvedAddress, type Resolver, resolveHost, systemResolver } from "./resolve-host.ts";

export const CONNECT_DEADLINE_MS = 5000;
const MAX_HEADER_BYTES = 16_384;

export type PinnedAgentOptions = {
  policy: AddressPolicy;
  resolver?: Resolver;
};

/**
 * An undici Agent that resolves a name once, judges every address, connects only to those, and judges the connected
 * socket again. The socket is pinned for as long as it is kept alive, so a later DNS answer cannot redirect it.
 */
export function createPinnedAgent(options: PinnedAgentOptions): Agent {
  const connect: buildConnector.connector = (target, callback) => {
    openSocket(options, target, callback).catch((error: unknown) => {
      callback(error instanceof Error ? error : new Error("connect failed", { cause: error }), null);
    });
  };
  return new Agent({
    connect,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    // The caller's one deadline covers every phase; undici's own timers would only restart on each byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 30_000,
  });
}

async function openSocket(
  { policy, resolver = systemResolver }: PinnedAgentOptions,
  target: buildConnector.Options,
  callback: buildConnector.Callback,
): Promise<void> {
  const scheme = target.protocol === "https:" ? "https" : "http";
  const port = Number(target.port) || (scheme === "https" ? 443 : 80);
  refuse(judgeHostname(policy, target.hostname, port));
  const addresses = await resolveHost(target.hostname, resolver);
  for (const { address } of addresses) refuse(judgeAddress(policy, { address, port, scheme }));
  const connector = buildConnector({
    timeout: CONNECT_DEADLINE_MS,
    lookup: pinnedLookup(addresses),
    autoSelectFamily: true,
    allowH2: false,
    maxCachedSessions: 0,
  });
  connector(target, (...[error, socket]) => {
    if (error) return callback(error, null);
    const verdict = judgeAddress(policy, { address: socket.remoteAddress ?? "", port: socket.remotePort ?? 0, scheme });
    if (verdict.kind === "allowed") return callback(null, socket);
    socket.destroy();
    callback(new BlockedAddressError(verdict), null);
  });
}

function refuse(verdict: AddressVerdict): void {
  if (verdict.kind === "blocked") throw new BlockedAddressError(verdict);
}

// The second query that a rebinding name server waits for never happens: every lookup gets the judged answer.
function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? "", first?.family);
  };
}
