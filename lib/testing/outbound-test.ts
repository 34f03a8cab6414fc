import { afterEach } from "vitest";
import { parseAllowList } from "#lib/platform/outbound/allow-list.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import type { Resolver } from "#lib/platform/outbound/resolve-host.ts";
import { type SendOutcome, sendRequest } from "#lib/platform/outbound/send-request.ts";
import type { CountingServer } from "./counting-server.ts";

export type OutboundSetup = {
  /** As in SIGNALBOX_ALLOW_PRIVATE. */
  allow?: string;
  resolver?: Resolver;
  /** Ports on 127.0.0.1 that count as this installation's own. */
  own?: number[];
  ownHosts?: string[];
  connectionTtlMs?: number;
};

/** Servers and senders for the tests of one file; each test's are closed after it. */
export function outboundTest() {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  async function keep(server: Promise<CountingServer>): Promise<CountingServer> {
    const started = await server;
    cleanUps.push(started.close);
    return started;
  }

  function createAgent({ allow = "", resolver, own = [], ownHosts = [], connectionTtlMs }: OutboundSetup) {
    const list = parseAllowList(allow);
    if (list.kind === "invalid") throw new Error(list.problems.join());
    const ownListeners = own.map((port) => ({ address: "127.0.0.1", port }));
    const policy = { allow: list.entries, ownListeners, ownAddresses: ["127.0.0.1"], ownHosts };
    const agent = createPinnedAgent({
      policy,
      ...(resolver && { resolver }),
      ...(connectionTtlMs && { connectionTtlMs }),
    });
    cleanUps.push(() => agent.destroy());
    return agent;
  }

  /** Several requests over one agent. */
  function createSender(setup: OutboundSetup) {
    const agent = createAgent(setup);
    const headers = { "content-type": "application/json" };
    return (url: string, timeoutMs = 2000) =>
      sendRequest(agent, { url, headers, body: Buffer.from('{"a":1}'), timeoutMs });
  }

  function post(url: string, setup: OutboundSetup & { timeoutMs?: number } = {}): Promise<SendOutcome> {
    return createSender(setup)(url, setup.timeoutMs);
  }

  return { keep, createAgent, createSender, post };
}

export function kindOf(outcome: SendOutcome): string {
  return outcome.kind === "failed" ? outcome.error.kind : outcome.kind;
}
