import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { StreamHub } from "./stream-hub.ts";

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
