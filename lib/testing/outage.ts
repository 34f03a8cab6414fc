import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { expect } from "vitest";
import { eventually } from "./eventually.ts";
import { signAbound } from "./test-sources.ts";

export const ABOUND_SECRET = "a-signing-secret-of-some-length";

interface Acknowledged {
  id: string;
  atMs: number;
}

const PACE_MS = 5;
/** Request and answer are some milliseconds apart on a busy machine, an outage is seconds long. */
const SAME_TIME_MS = 1000;

/** Posts one Abound webhook to the source `abound`; null when no answer came. */
export async function postAbound(origin: string, webhookRequestId: string): Promise<number | null> {
  const body = JSON.stringify({ event: "users.updated", resource: "users", userId: "userId_1", webhookRequestId });
  const headers = { "abound-signature": signAbound(ABOUND_SECRET, body) };
  try {
    const response = await fetch(`${origin}/api/webhooks/abound`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** Posts one webhook after the other until told to stop. */
export class Traffic {
  readonly acknowledged: Acknowledged[] = [];
  /** The answers that were not 200. */
  readonly others: (number | null)[] = [];
  slowestMs = 0;
  #isRunning = true;
  readonly #ended: Promise<void>;

  constructor(origin: () => string) {
    this.#ended = this.#run(origin);
  }

  async #run(origin: () => string): Promise<void> {
    while (this.#isRunning) {
      const id = randomUUID();
      const atMs = Date.now();
      const status = await postAbound(origin(), id);
      this.slowestMs = Math.max(this.slowestMs, Date.now() - atMs);
      if (status === 200) this.acknowledged.push({ id, atMs });
      else this.others.push(status);
      await sleep(PACE_MS);
    }
  }

  /** Waits until so many more were acknowledged. */
  async more(count: number): Promise<void> {
    const before = this.acknowledged.length;
    await eventually(() => expect(this.acknowledged.length).toBeGreaterThanOrEqual(before + count), 30_000);
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#ended;
  }
}

/** Each acknowledged webhook is one event, in the order of receipt and with its time, and no event is a duplicate. */
export async function expectEachOnce(pool: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<void> {
  await eventually(async () => {
    const { rows } = await pool.query<{ key: string; received_at: Date; duplicates: number }>(
      "SELECT provider_key AS key, received_at, duplicates FROM events ORDER BY id",
    );
    const known = new Map(acknowledged.map(({ id, atMs }) => [id, atMs]));
    const found = rows.filter(({ key }) => known.has(key));
    expect(found.map(({ key }) => key)).toEqual(acknowledged.map(({ id }) => id));
    expect(found.filter(({ duplicates }) => duplicates > 0)).toEqual([]);
    const late = found.filter(({ key, received_at }) => received_at.getTime() - (known.get(key) ?? 0) > SAME_TIME_MS);
    expect(late).toEqual([]);
  }, 30_000);
}
