import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { type WorkItem, workQuery } from "#lib/domain/api/work.ts";
import { type WorkPatchInput, workPatchInput } from "#lib/domain/api/work-input.ts";
import { decodeWorkKey, type WorkSubject } from "#lib/domain/work-key.ts";
import { getWorkItem } from "#lib/queries/work/get-work-item.ts";
import { listWork } from "#lib/queries/work/list-work.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { annotateWorkItem } from "./annotate-work-item.ts";
import { observe } from "./observe.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date();
const KEY = "connection_expired:asset:biz_1:acc_1";
const operator = testActor("operator");

let console: TestConsole;
let asset: string;

beforeAll(async () => {
  console = await openTestConsole();
  asset = await insertSource(console.database.pool, "asset", "asset");
});
afterAll(async () => {
  await closeReadPool();
  await console.close();
});
beforeEach(async () => {
  await emptyState(console.database.pool);
  await console.database.pool.query("TRUNCATE work_annotations, observations");
  await expire(9 * DAY);
});

function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

async function expire(agoMs: number, receivedAt = later(-agoMs)): Promise<void> {
  const given = { businessId: "biz_1", accountId: "acc_1", at: later(-agoMs), receivedAt };
  await insertEvents(console.database.pool, [assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", given)]);
  await projectEvents(console.database.pool);
}

function subject(key = KEY): WorkSubject {
  const decoded = decodeWorkKey(key);
  if (decoded === null) throw new Error(`${key} is no key`);
  return decoded;
}

function annotate(patch: Partial<WorkPatchInput>, now = NOW) {
  return annotateWorkItem(operator, subject(), workPatchInput.parse({ version: 0, ...patch }), now);
}

async function item(now = NOW): Promise<WorkItem> {
  const found = await getWorkItem(operator, subject(), now);
  if (found === null) throw new Error("the item is gone");
  return found;
}

async function isShown(now: Date, snoozed = "hide"): Promise<boolean> {
  const { data } = await listWork(operator, workQuery.parse({ snoozed }), now);
  return data.length > 0;
}

describe("a snooze", () => {
  test("until a date hides the item, and the date brings it back", async () => {
    expect(await annotate({ snooze: { until: later(DAY).toISOString() } })).toEqual({ kind: "annotated" });
    expect(await isShown(later(DAY - 1))).toBe(false);
    expect(await isShown(later(DAY - 1), "only")).toBe(true);
    expect((await item(later(DAY - 1))).annotation).toMatchObject({
      isSnoozed: true,
      snoozedUntil: later(DAY).toISOString(),
    });
    expect(await isShown(later(DAY))).toBe(true);
    expect((await item(later(DAY))).annotation).toMatchObject({ isSnoozed: false, snoozedUntil: null });
  });

  test("until a date ends early when another event decides the item", async () => {
    await annotate({ snooze: { until: later(30 * DAY).toISOString() } });
    expect(await isShown(later(HOUR))).toBe(false);
    await expire(2 * DAY);
    expect(await isShown(later(HOUR))).toBe(true);
  });

  test("until a change outlasts every date, and ends with the change", async () => {
    await annotate({ snooze: { untilChange: true } });
    expect(await isShown(later(300 * DAY))).toBe(false);
    expect((await item()).annotation).toMatchObject({ isSnoozed: true, snoozedUntil: null });
    await expire(2 * DAY);
    expect(await isShown(later(300 * DAY))).toBe(true);
  });

  test("can be taken back", async () => {
    await annotate({ snooze: { untilChange: true } });
    await annotate({ snooze: null, version: 1 });
    expect(await isShown(NOW)).toBe(true);
  });

  test.each([-1, 366 * DAY])("that ends in %d ms is refused", async (ms) => {
    const outcome = await annotate({ snooze: { until: later(ms).toISOString() } });
    expect(outcome).toMatchObject({ kind: "refused", field: "snooze" });
    expect(await isShown(NOW)).toBe(true);
  });
});

test("assignee and note survive a change of the item, which the note says", async () => {
  const { id } = await console.createOperator("operator");
  await annotate({ assigneeId: id, note: "Called the owner" });
  expect((await item()).annotation).toMatchObject({ note: "Called the owner", hasChangedSinceNote: false });
  await expire(2 * DAY);
  expect((await item()).annotation).toMatchObject({
    assigneeId: id,
    assigneeName: "Test operator",
    note: "Called the owner",
    hasChangedSinceNote: true,
    version: 1,
    updatedBy: operator.label,
  });
  await annotate({ note: "Called again", version: 1 });
  expect((await item()).annotation).toMatchObject({ assigneeId: id, hasChangedSinceNote: false, version: 2 });
});

test("work is given only to those who may do it", async () => {
  const viewer = await console.createOperator("viewer");
  const left = await console.createOperator("operator");
  await prisma.operator.update({ where: { id: left.id }, data: { disabledAt: new Date() } });
  for (const { id } of [viewer, left]) {
    expect(await annotate({ assigneeId: id })).toMatchObject({ kind: "refused", field: "assigneeId" });
  }
});

test("of two who change the same version one is told that it is stale", async () => {
  const outcomes = await Promise.all([
    annotate({ note: "one" }),
    annotate({ note: "two" }),
    annotate({ note: "three" }),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["annotated", "stale", "stale"]);
  expect(await annotate({ note: "four" })).toMatchObject({ kind: "stale", currentVersion: 1 });
});

test("what needs nobody now cannot be annotated", async () => {
  for (const key of ["connection_expired:asset:biz_1:acc_2", "tasks_open:asset:biz_1", "unclear:gone:biz_1"]) {
    const outcome = await annotateWorkItem(operator, subject(key), { note: "x", version: 0 }, NOW);
    expect(outcome.kind, key).toBe("not_found");
  }
});

test("an id of any characters makes a key of its own, in SQL as in code", async () => {
  const ids = ["biz:1/ä %41", "a\\b'c\"?#.."];
  const given = { businessId: ids[0] ?? "", accountId: ids[1] ?? "", at: later(-DAY) };
  await insertEvents(console.database.pool, [assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", given)]);
  await projectEvents(console.database.pool);
  const { data } = await listWork(operator, workQuery.parse({ q: "biz:1/" }), NOW);
  const key = data[0]?.key ?? "";
  expect(decodeWorkKey(key)).toEqual({ kind: "connection_expired", source: "asset", ids });
  const outcome = await annotateWorkItem(operator, subject(key), { note: "found", version: 0 }, NOW);
  expect(outcome).toEqual({ kind: "annotated" });
  expect((await listWork(operator, workQuery.parse({ q: "biz:1/" }), NOW)).data).toMatchObject([
    { annotation: { note: "found" } },
  ]);
});

test("an observation quiets the item until a newer event, and leaves the state alone", async () => {
  const subjectKey = ["biz_1", "acc_1"];
  const seen = { subjectKind: "connection", source: "asset", subjectKey, says: "connected", note: "called" } as const;
  expect(await observe(operator, seen, new Date())).toMatchObject({ kind: "recorded" });
  expect(await isShown(NOW)).toBe(false);
  expect(await isShown(NOW, "only")).toBe(true);
  expect((await item()).observation).toMatchObject({ says: "connected", note: "called", isOutdated: false });
  const { rows } = await console.database.pool.query("SELECT state FROM connections");
  expect(rows).toEqual([{ state: "expired" }]);
  await expire(HOUR, new Date());
  expect(await isShown(NOW)).toBe(true);
  expect((await item()).observation).toBeNull();
});
