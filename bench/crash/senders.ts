import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "#lib/simulator/random.ts";
import type { Webhook } from "./crash-traffic.ts";
import type { Ledger } from "./ledger.ts";
import { postWebhook } from "./post-webhook.ts";

interface SendersOptions {
  port: number;
  traffic: () => Webhook;
  ledger: Ledger;
  random: Random;
  /** Ends the sending of new webhooks; tries that are due are still made. */
  until: AbortSignal;
}

const SENDERS = 24;
/** Five tries, as Asset makes them, within seconds instead of minutes. */
const RETRY_DELAYS_MS = [100, 200, 400, 800];
const THINK_MS = { from: 20, to: 70 };

/** Resolves when every sender has its last answer. */
export async function runSenders(options: SendersOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  await Promise.all(Array.from({ length: SENDERS }, () => runSender(options, agent)));
  agent.destroy();
}

async function runSender(options: SendersOptions, agent: Agent): Promise<void> {
  const { traffic, random, until } = options;
  while (!until.aborted) {
    await sendUntilAcknowledged(options, agent, traffic());
    await sleep(random.integer(THINK_MS.from, THINK_MS.to));
  }
}

async function sendUntilAcknowledged({ port, ledger }: SendersOptions, agent: Agent, webhook: Webhook): Promise<void> {
  for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
    await sleep(delayMs);
    ledger.noteTry(webhook);
    const startedAt = performance.now();
    const answer = await postWebhook({ ...webhook, port, agent });
    ledger.noteAnswer(webhook, answer, performance.now() - startedAt);
    if (answer === "200") return;
  }
  ledger.givenUp += 1;
}
