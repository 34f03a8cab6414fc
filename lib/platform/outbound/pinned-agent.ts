import { type LookupFunction, Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { type AddressPolicy, type AddressVerdict, judgeAddress, judgeHostname } from "./address-policy.ts";
import { type ConnectStep, trackConnectStep } from "./connect-steps.ts";
import { BlockedAddressError, ConnectDeadlineError, HandshakeError } from "./network-failures.ts";
import { type ResolvedAddress, type Resolver, resolveHost, systemResolver } from "./resolve-host.ts";

const CONNECT_DEADLINE_MS = 5000;
const MAX_HEADER_BYTES = 16_384;
/** A connection in constant use is renewed this often, so that a receiver that moves is found at its new address. */
const CONNECTION_TTL_MS = 60_000;

export type PinnedAgentOptions = {
  policy: AddressPolicy;
  resolver?: Resolver;
  connectionTtlMs?: number;
};

/**
 * An undici Agent that resolves a name once, judges every address, connects only to those, and judges the connected
 * socket again. The socket is pinned for as long as it is kept alive, so a later DNS answer cannot redirect it.
 */
export function createPinnedAgent(options: PinnedAgentOptions): Agent {
  const connect: buildConnector.connector = (target, callback) => {
    const step = trackConnectStep(agent, originOf(target));
    const settle: buildConnector.Callback = (...result) => {
      step.end();
      callback(...result);
    };
    openSocket(options, target, step, settle).catch((error: unknown) => {
      settle(error instanceof Error ? error : new Error("connect failed", { cause: error }), null);
    });
  };
  const agent = new Agent({
    connect,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    // The caller's one deadline covers every phase; undici's own timers would only restart on each byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 30_000,
    clientTtl: options.connectionTtlMs ?? CONNECTION_TTL_MS,
  });
  return agent;
}

async function openSocket(
  { policy, resolver = systemResolver }: PinnedAgentOptions,
  target: buildConnector.Options,
  step: ConnectStep,
  callback: buildConnector.Callback,
): Promise<void> {
  const scheme = target.protocol === "https:" ? "https" : "http";
  const port = portOf(target);
  refuse(judgeHostname(policy, target.hostname, port));
  const addresses = await resolveHost(target.hostname, resolver);
  for (const { address } of addresses) refuse(judgeAddress(policy, { address, port, scheme }));
  step.phase = "connect";
  const opening: unknown = buildConnector(connectorOptions(addresses))(target, (...[error, socket]) => {
    if (error) return callback(explain(error, step), null);
    const verdict = judgeAddress(policy, { address: socket.remoteAddress ?? "", port: socket.remotePort ?? 0, scheme });
    if (verdict.kind === "allowed") return callback(null, socket);
    socket.destroy();
    callback(new BlockedAddressError(verdict), null);
  });
  if (scheme === "https" && opening instanceof Socket) {
    opening.once("connect", () => {
      step.phase = "tls";
    });
  }
}

// What NODE_TLS_REJECT_UNAUTHORIZED=0 or --tls-min-v1.0 would switch off for the whole process stays on here.
function connectorOptions(addresses: readonly ResolvedAddress[]): buildConnector.BuildOptions {
  return {
    timeout: CONNECT_DEADLINE_MS,
    lookup: pinnedLookup(addresses),
    autoSelectFamily: true,
    allowH2: false,
    maxCachedSessions: 0,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
  };
}

function explain(error: Error, { phase }: ConnectStep): Error {
  const code = "code" in error ? error.code : null;
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return new ConnectDeadlineError(phase === "tls" ? "tls" : "connect", CONNECT_DEADLINE_MS, { cause: error });
  }
  return phase === "tls" ? new HandshakeError(String(code ?? error.name), { cause: error }) : error;
}

function originOf(target: buildConnector.Options): string {
  return new URL(`${target.protocol}//${target.host ?? target.hostname}`).origin;
}

function portOf({ port, protocol }: buildConnector.Options): number {
  return Number(port) || (protocol === "https:" ? 443 : 80);
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
