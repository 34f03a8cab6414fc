import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { someNotices } from "#lib/testing/notice-arbitraries.ts";
import { atTime, notice } from "#lib/testing/notices.ts";
import { businessState } from "./business-state.ts";
import { connectionState } from "./connection-state.ts";
import type { Notice } from "./notice.ts";
import { resourceState } from "./resource-state.ts";
import { isSuperseded } from "./superseded.ts";
import { taskListState } from "./task-list-state.ts";

const timed = (kind: Notice["kind"], at: string, said: Partial<Notice> = {}) =>
  notice(kind, { at: atTime(at), ...said });
const received = (kind: Notice["kind"], seenAt: string, said: Partial<Notice> = {}) =>
  notice(kind, { seenAt: atTime(seenAt), ...said });

/** The judgement on the first of the notices. */
function judge(...notices: [Notice, ...Notice[]]) {
  return isSuperseded(notices[0], notices);
}

/** What an operator reads as the state: without ages and history, which every event may move. */
function coreOf(notices: readonly Notice[]) {
  const { status, externalId, createdAt } = businessState(notices);
  const { state, candidates, lastSyncAt, problem } = connectionState(notices);
  const resource = resourceState(notices);
  return {
    business: { status, externalId, createdAt },
    connection: { state, candidates, lastSyncAt, isBad: state === "connected" ? null : problem },
    taskList: taskListState(notices)?.state,
    resource: [resource?.status, resource?.message, resource?.certainty, resource?.hasOpenError],
  };
}

test("an event that is superseded can be taken away without changing any state", () => {
  let superseded = 0;
  fc.assert(
    fc.property(someNotices(14), (notices) => {
      for (const each of notices) {
        if (isSuperseded(each, notices).kind !== "superseded") continue;
        superseded += 1;
        expect(coreOf(notices.filter((other) => other !== each))).toEqual(coreOf(notices));
      }
    }),
    { numRuns: 2000 },
  );
  expect(superseded).toBeGreaterThan(1000);
});

test("so can all that are superseded, together", () => {
  fc.assert(
    fc.property(someNotices(14), (notices) => {
      const current = notices.filter((each) => isSuperseded(each, notices).kind !== "superseded");
      expect(coreOf(current)).toEqual(coreOf(notices));
    }),
    { numRuns: 2000 },
  );
});

test("an event whose order is undecidable is never superseded by the event it crossed", () => {
  const tie = [timed("account_connected", "09:00"), timed("account_expired", "09:00")] as const;
  expect(judge(...tie)).toEqual({ kind: "undecidable" });
  const later = timed("account_connected", "10:00");
  expect(judge(...tie, later)).toEqual({ kind: "superseded", by: later.eventId });
});

describe("who supersedes whom", () => {
  test("a later switch supersedes a switch, and the first of several is named", () => {
    const [on, off, on2] = [
      timed("business_activated", "08:00"),
      timed("business_deactivated", "09:00"),
      timed("business_activated", "10:00"),
    ];
    expect(judge(on, on2, off)).toEqual({ kind: "superseded", by: off.eventId });
    expect(judge(on2, on, off)).toEqual({ kind: "current" });
  });

  test("a creation is superseded by nothing, nor is an external id that was not given again", () => {
    expect(judge(timed("business_created", "08:00"), timed("business_activated", "09:00")).kind).toBe("current");
    const named = timed("business_activated", "08:00", { externalId: "ext-1" });
    expect(judge(named, timed("business_deactivated", "09:00")).kind).toBe("current");
    expect(judge(named, timed("business_deactivated", "09:00", { externalId: "ext-2" })).kind).toBe("superseded");
  });

  test("a sync is superseded by a sync and by nothing else, and supersedes nothing else", () => {
    const sync = timed("account_synced", "08:00");
    expect(judge(sync, timed("account_expired", "09:00")).kind).toBe("current");
    expect(judge(sync, timed("account_synced", "09:00")).kind).toBe("superseded");
    expect(judge(timed("account_expired", "07:00"), sync).kind).toBe("current");
  });

  test("only events about the same account, business or resource count", () => {
    const expired = timed("account_expired", "08:00");
    expect(judge(expired, timed("account_connected", "09:00", { accountId: "lni_2" })).kind).toBe("current");
    expect(judge(expired, timed("account_connected", "09:00", { businessId: "biz_B" })).kind).toBe("current");
    const pending = received("resource_updated", "08:00", { status: "pending" });
    for (const other of [{ userId: "userId_2" }, { resource: "documents" }, { resourceId: "taxPaymentId_2" }]) {
      expect(judge(pending, received("resource_updated", "20:00", { status: "done", ...other })).kind).toBe("current");
    }
  });

  test("task lists and completions supersede each other where the order is certain", () => {
    const list = received("tasks_requested", "10:00");
    expect(judge(list, timed("tasks_completed", "10:02:00.000001")).kind).toBe("superseded");
    expect(judge(list, timed("tasks_completed", "10:02:00")).kind).toBe("undecidable");
    expect(judge(list, timed("tasks_completed", "09:52:59")).kind).toBe("current");
    expect(judge(timed("tasks_completed", "09:52:59"), list).kind).toBe("superseded");
    expect(judge(list, received("tasks_requested", "10:05")).kind).toBe("undecidable");
    expect(judge(list, received("tasks_requested", "10:05:01")).kind).toBe("superseded");
    expect(judge(received("tasks_requested", "10:05"), list).kind).toBe("undecidable");
  });

  test("a creation is superseded by any update, an update by one received more than 15 minutes later", () => {
    const pending = received("resource_updated", "10:00", { status: "pending" });
    expect(judge(received("resource_created", "11:00"), pending).kind).toBe("superseded");
    expect(judge(pending, received("resource_updated", "10:15", { status: "created" })).kind).toBe("undecidable");
    expect(judge(pending, received("resource_updated", "10:15:01", { status: "created" })).kind).toBe("superseded");
  });

  test("a final status of a tax payment supersedes the others and is superseded by no other", () => {
    const done = received("resource_updated", "10:00", { status: "done" });
    expect(judge(received("resource_updated", "20:00", { status: "pending" }), done).kind).toBe("superseded");
    expect(judge(done, received("resource_updated", "20:00", { status: "pending" })).kind).toBe("current");
    expect(judge(done, received("resource_updated", "20:00", { status: "error" })).kind).toBe("undecidable");
  });

  test("a document's error is superseded by its being done alone, and that by being done again", () => {
    const said = { resource: "documents", status: "error" };
    const error = received("resource_updated", "10:00", said);
    const done = received("resource_updated", "11:00", { ...said, status: "done" });
    expect(judge(done, error, received("resource_updated", "20:00", { ...said, status: "pending" })).kind).toBe(
      "current",
    );
    expect(judge(done, error, received("resource_updated", "20:00", { ...said, status: "done" })).kind).toBe(
      "superseded",
    );
    expect(judge(error, received("resource_updated", "20:00", { ...said, status: "pending" })).kind).toBe(
      "undecidable",
    );
    expect(judge(error, received("resource_updated", "20:00", { ...said, status: "done" })).kind).toBe("superseded");
  });
});
