import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { postWebhook } from "./crash/post-webhook.ts";

export interface SentWebhook {
  /** The provider's id of it. */
  key: string;
  firstSentAtMs: number;
  /** When its 200 came; null when none of its tries got one. */
  acknowledgedAtMs: number | null;
  tries: number;
}

export interface SteadyTraffic {
  sent: SentWebhook[];
  /** Answers other than 200, and the codes of broken connections. */
  failures: Record<string, number>;
  slowestMs: number;
}

interface SteadyOptions {
  port: number;
  perSecond: number;
  nextRequest: () => { key: string; slug: string; headers: Readonly<Record<string, string>>; body: Buffer };
  until: AbortSignal;
}

const TRIES = 5;
const RETRY_MS = 250;

/** Sends at a steady rate whatever the answers are, half of it over connections of its own. Resolves after the last. */
export async function sendSteadily({ port, perSecond, nextRequest, until }: SteadyOptions): Promise<SteadyTraffic> {
  const keepAlive = new Agent({ keepAlive: true });
  const traffic: SteadyTraffic = { sent: [], failures: {}, slowestMs: 0 };
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let count = 0; !until.aborted; count += 1) {
    const waitMs = startedAt + (count * 1000) / perSecond - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const { key, slug, headers, body } = nextRequest();
    const webhook = { key, firstSentAtMs: performance.now(), acknowledgedAtMs: null, tries: 0 };
    traffic.sent.push(webhook);
    const post = () => postWebhook({ port, slug, headers, body, agent: count % 2 === 0 ? keepAlive : undefined });
    pending.push(sendUntilAcknowledged(traffic, webhook, post));
  }
  await Promise.all(pending);
  keepAlive.destroy();
  return traffic;
}

async function sendUntilAcknowledged(traffic: SteadyTraffic, webhook: SentWebhook, post: () => Promise<string>) {
  while (webhook.tries < TRIES && webhook.acknowledgedAtMs === null) {
    if (webhook.tries > 0) await sleep(RETRY_MS);
    webhook.tries += 1;
    const sentAtMs = performance.now();
    const answer = await post();
    traffic.slowestMs = Math.max(traffic.slowestMs, performance.now() - sentAtMs);
    if (answer === "200") webhook.acknowledgedAtMs = performance.now();
    else traffic.failures[answer] = (traffic.failures[answer] ?? 0) + 1;
  }
}
