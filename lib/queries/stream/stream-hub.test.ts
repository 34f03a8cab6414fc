import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/said-events.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { StreamHub, type StreamMessage } from "./stream-hub.ts";

/** Longer than the hub's own pause between two reads. */
const LATER_MS = 1_500;

let installation: TestConsole;
beforeAll(async () => {
  installation = await openTestConsole();
});
afterAll(() => installation.close());

test("a hub whose last reader left in the middle of a read serves the one who comes later", async () => {
  const stays = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55];
  const outcomes = await Promise.all(stays.map(leaveAndComeBack));
  expect(outcomes).toEqual(stays.map(() => "ready"));
});

test("whoever listens is told once that state changed, and when", async () => {
  const { database } = installation;
  const sourceId = await insertSource(database.pool, "asset", "asset");
  const hub = new StreamHub({ url: database.url, onError: () => undefined });
  const told: StreamMessage[] = [];
  const leave = hub.subscribe((messages) => told.push(...messages.filter(({ change }) => change.kind === "state")));
  await hub.ready();
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId })]);
  await projectEvents(database.pool);
  await eventually(() => expect(told).toHaveLength(1));
  const { rows } = await database.pool.query<{ at: Date }>("SELECT projected_at AS at FROM projector");
  expect(told[0]?.change).toEqual({ kind: "state", at: rows[0]?.at.toISOString() });
  await sleep(LATER_MS);
  expect(told).toHaveLength(1);
  leave();
});

async function leaveAndComeBack(stayMs: number): Promise<"ready" | "stuck"> {
  const hub = new StreamHub({ url: installation.database.url, onError: () => undefined });
  const leave = hub.subscribe(() => undefined);
  await sleep(stayMs);
  leave();
  await sleep(LATER_MS);
  const leaveAgain = hub.subscribe(() => undefined);
  const isReady = hub.ready().then(() => "ready" as const);
  const outcome = await Promise.race([isReady, sleep(5_000, "stuck" as const)]);
  leaveAgain();
  return outcome;
}
