import { expect, test } from "vitest";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { isEveryDestinationGone, remainderScope } from "./remainder-scope.ts";

const NOTHING = { total: 4, queued: 4, succeeded: 0, failed: 0, skipped: 0, isDestinationDeleted: false };

function target(destinationId: string, changes: Partial<ReplayDetail["targets"][number]>) {
  return { ...NOTHING, destinationId, destination: destinationId, waitsFor: null, ...changes };
}

function replay(targets: ReplayDetail["targets"], changes: Partial<ReplayDetail> = {}): ReplayDetail {
  const failed = targets.reduce((sum, each) => sum + each.failed, 0);
  return {
    ...{ id: "r1", name: "Outage", reason: "It was down", status: "completed", filter: {}, eventIds: [] },
    ...{ destinationIds: [], rate: null, skipDelivered: true, skipSuperseded: false, upTo: null, total: 8 },
    ...{ processed: 8, succeeded: 8 - failed, failed, skipped: 0, untouched: 0, secondsLeft: null, problem: null },
    ...{ createdAt: "2026-11-22T00:00:00.000Z", createdBy: "Ada", startedAt: null, finishedAt: null, canceledBy: null },
    ...{ targets, ...changes },
  };
}

test("the failed remainder goes to the destinations where something failed and that still exist", () => {
  const some = replay([target("a", { failed: 4 }), target("b", { succeeded: 4 }), target("c", { skipped: 4 })]);
  expect(remainderScope(some)?.scope).toMatchObject({
    events: { kind: "filter", filter: { replayId: "r1", delivery: "dead_lettered" } },
    destinationIds: ["a"],
  });
  expect(isEveryDestinationGone(some)).toBe(false);
});

test("what failed at deleted destinations alone can go nowhere, least of all everywhere", () => {
  const gone = { failed: 4, isDestinationDeleted: true };
  for (const other of [target("b", { succeeded: 4 }), target("c", { skipped: 4 })]) {
    const failed = replay([target("a", gone), other]);
    expect(remainderScope(failed)).toBeNull();
    expect(isEveryDestinationGone(failed)).toBe(true);
  }
});

test("of a canceled replay everything that did not arrive is left", () => {
  const canceled = replay([target("a", { queued: 0 }), target("b", { succeeded: 4 })], {
    status: "canceled",
    untouched: 4,
  });
  expect(remainderScope(canceled)).toMatchObject({
    label: "Replay what did not arrive…",
    scope: { events: { filter: { replayId: "r1" } }, destinationIds: ["a"] },
  });
});

test("a replay that arrived as a whole leaves nothing", () => {
  const whole = replay([target("a", { succeeded: 4 })]);
  expect(remainderScope(whole)).toBeNull();
  expect(isEveryDestinationGone(whole)).toBe(false);
});
