import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { openHostileDoor } from "#lib/testing/hostile-door.ts";
import { openRawClient, openRawClients, type RawClient } from "#lib/testing/raw-client.ts";

const SLOW_CLIENTS = 500;
const SAMPLES = 50;
/** Long enough between two that the slow clients have their turn. */
const PAUSE_MS = 50;
const ALLOWED_DELAY_MS = 100;
/** The machine may be busy with something else; what the slow clients do to a webhook, they do in every round. */
const ROUNDS = 3;

const hostile = openHostileDoor();

/** The milliseconds that a normal webhook takes, over a connection of its own. */
async function timeWebhook(): Promise<number> {
  const { answer, tookMs } = await hostile.sendGenuine();
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  return tookMs;
}

async function sampleWebhooks(): Promise<number[]> {
  const samples: number[] = [];
  for (let at = 0; at < SAMPLES; at += 1) {
    samples.push(await timeWebhook());
    await delay(PAUSE_MS);
  }
  return samples.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.POSITIVE_INFINITY;
}

/** One byte a second each, until stopped. */
function drip(clients: readonly RawClient[]): () => void {
  const timer = setInterval(() => {
    for (const { socket } of clients) if (socket.writable) socket.write("x");
  }, 1000);
  return () => {
    clearInterval(timer);
    for (const { socket } of clients) socket.destroy();
  };
}

const slow: Record<string, string> = {
  "in the middle of their headers": "POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
  "in the middle of their bodies": hostile.head("content-length: 1000", `abound-signature: ${"0".repeat(64)}`),
};
test.each(Object.keys(slow))(
  `${SLOW_CLIENTS} clients that drip a byte a second %s delay no webhook by more than ${ALLOWED_DELAY_MS} ms`,
  async (name) => {
    const delays: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const undisturbed = await sampleWebhooks();
      const clients = await openRawClients(SLOW_CLIENTS, hostile.door.port, () => slow[name] ?? "");
      const stop = drip(clients);
      const disturbed = await sampleWebhooks();
      const stillThere = clients.filter(({ socket }) => !socket.destroyed).length;
      stop();
      expect(stillThere).toBe(SLOW_CLIENTS);
      delays.push(quantile(disturbed, 0.9) - quantile(undisturbed, 0.5));
      if ((delays.at(-1) ?? 0) <= ALLOWED_DELAY_MS) return;
    }
    expect(Math.min(...delays)).toBeLessThanOrEqual(ALLOWED_DELAY_MS);
  },
  60_000,
);

test("headers that are not complete after ten seconds end with 408", async () => {
  const startedAt = performance.now();
  const client = await openRawClient(
    hostile.door.port,
    "POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
  );
  const stop = drip([client]);
  expect(await client.closed).toMatch(/^HTTP\/1\.1 408 /);
  stop();
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(9000);
  expect(tookMs).toBeLessThan(16_000);
});

test("a client that connects and says nothing is cut after ten seconds", async () => {
  const client = await openRawClient(hostile.door.port);
  await client.closed;
});

test("a client that never reads its answers is cut, and costs no other client anything", async () => {
  const client = await openRawClient(hostile.door.port);
  client.socket.pause();
  const flood = "GET /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(2000);
  const timer = setInterval(() => client.socket.writableLength < 1_000_000 && client.socket.write(flood), 20);
  const ended = new Promise<void>((done) => client.socket.once("close", () => done()));
  await timeWebhook();
  await ended;
  clearInterval(timer);
  await timeWebhook();
}, 60_000);
