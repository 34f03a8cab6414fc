import { describe, expect, test } from "vitest";
import { businessState } from "#lib/domain/state/business-state.ts";
import { connectionState } from "#lib/domain/state/connection-state.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { resourceState } from "#lib/domain/state/resource-state.ts";
import { taskListState } from "#lib/domain/state/task-list-state.ts";
import { atTime, notice } from "#lib/testing/notices.ts";
import { businessSays } from "./business-says.ts";
import { connectionSays } from "./connection-says.ts";
import { momentText } from "./moment-text.ts";
import { resourceSays } from "./resource-says.ts";
import { taskListSays } from "./task-list-says.ts";

const timed = (kind: Notice["kind"], at: string) => notice(kind, { at: atTime(at) });
const business = (...notices: Notice[]) => businessSays(businessState(notices));
const connection = (...notices: Notice[]) => connectionSays(connectionState(notices));

function tasks(...notices: Notice[]) {
  const state = taskListState(notices);
  return state === null ? "" : taskListSays(state);
}

function resource(...notices: Notice[]) {
  const state = resourceState(notices);
  return state === null ? "" : resourceSays(state);
}

test("a moment is named with its date and zone; once the day is named, by its time", () => {
  expect(momentText(atTime("09:00:59.999999"))).toBe("21 Nov 2026 09:00Z");
  expect(momentText(atTime("12:30:07"), "second", atTime("09:00"))).toBe("12:30:07Z");
  expect(momentText("2026-01-05T12:30:00.000000Z", "minute", atTime("12:30"))).toBe("5 Jan 2026 12:30Z");
});

test("a business is called active only when the provider said so", () => {
  expect(business()).toBe("No notice about the business itself was received yet: whether it is active is not known.");
  expect(business(timed("business_created", "08:00"))).toBe("In use · never deactivated. Created 21 Nov 2026 08:00Z.");
  expect(business(timed("business_activated", "08:00"))).toBe("Active since 21 Nov 2026 08:00Z.");
  expect(business(timed("business_deactivated", "08:00"))).toBe("Inactive since 21 Nov 2026 08:00Z.");
  expect(business(timed("business_activated", "10:02:03"), timed("business_deactivated", "10:02:03"))).toBe(
    "Activated and deactivated carry the same time (21 Nov 2026 10:02:03Z). Treating as unclear; check with the provider.",
  );
});

describe("a connection", () => {
  test("that syncs again is not called connected", () => {
    expect(connection(timed("account_expired", "09:00"), timed("account_synced", "12:30"))).toBe(
      "Expired 21 Nov 2026 09:00Z — but transactions synced 12:30Z. Probably reconnected; not confirmed.",
    );
    const nextDay = notice("account_synced", { at: "2026-11-22T07:00:00.000000Z" });
    expect(connection(timed("account_disconnected", "09:00"), nextDay)).toBe(
      "Disconnected 21 Nov 2026 09:00Z — but transactions synced 22 Nov 2026 07:00Z. Probably reconnected; not confirmed.",
    );
  });

  test("names the states that carry the same time", () => {
    expect(connection(timed("account_connected", "10:02:03"), timed("account_expired", "10:02:03"))).toBe(
      "Connected and expired carry the same time (21 Nov 2026 10:02:03Z). Treating as unclear; check with the provider.",
    );
  });

  test("says since when, and when it last synced", () => {
    expect(connection(timed("account_connected", "09:00"), timed("account_synced", "10:00"))).toBe(
      "Connected since 21 Nov 2026 09:00Z. Last synced 10:00Z.",
    );
    expect(connection(timed("account_expired", "09:00"))).toBe(
      "Expired 21 Nov 2026 09:00Z: the owner must reconnect it. No sync was reported.",
    );
    expect(connection(timed("account_disconnected", "09:00"))).toBe(
      "Disconnected by the owner 21 Nov 2026 09:00Z. No sync was reported.",
    );
    expect(connection(timed("account_synced", "10:00"))).toBe(
      "Whether the account is connected was never reported. Last synced 21 Nov 2026 10:00Z.",
    );
  });

  test("whose account another business names too says so", () => {
    const state = connectionState([timed("account_connected", "09:00")]);
    expect(connectionSays(state, ["biz_B"])).toBe(
      "Connected since 21 Nov 2026 09:00Z. No sync was reported. This account id also appears under biz_B.",
    );
    expect(connectionSays(state, ["biz_B", "biz_C", "biz_D"])).toContain("under biz_B, biz_C and biz_D.");
  });
});

describe("a task list", () => {
  const list = (seenAt: string, ...taskTypes: string[]) =>
    notice("tasks_requested", { seenAt: atTime(seenAt), taskTypes });

  test("that a completion crossed is kept open, in those words", () => {
    expect(tasks(list("10:05:10", "other"), timed("tasks_completed", "10:04:50"))).toBe(
      "A task list (arrived 21 Nov 2026 10:05:10Z) and a completion (10:04:50Z) crossed. Order not known — kept open.",
    );
  });

  test("of two that arrived together shows both", () => {
    expect(tasks(list("10:00", "other"), list("10:04", "request_receipt"))).toBe(
      "Open since 21 Nov 2026 10:00Z or earlier: other task and receipt. Last reminder 10:04Z. Two lists arrived within 5 min; showing both.",
    );
  });

  test("is open at least since its first request, or completed", () => {
    expect(tasks(list("10:00", "reconnect_account", "make_coffee"))).toBe(
      "Open since 21 Nov 2026 10:00Z or earlier: make coffee and reconnect account.",
    );
    expect(tasks(list("10:00"))).toBe("Open since 21 Nov 2026 10:00Z or earlier: a list that names no task.");
    expect(tasks(list("10:00", "other"), timed("tasks_completed", "11:00"))).toBe("Completed 21 Nov 2026 11:00Z.");
  });
});

describe("a resource", () => {
  const said = (seenAt: string, status: string | null, message: string | null = null, name = "documents") =>
    notice("resource_updated", { seenAt: atTime(seenAt), status, message, resource: name });

  test("says what was received last and what else may be true", () => {
    expect(resource(said("13:50", "done"), said("14:02", "pending"))).toBe(
      "Last notice received: pending (21 Nov 2026 14:02Z). Abound sends no time or order; within 15 min we also received done. Check with the provider.",
    );
    expect(resource(said("14:02", "pending"))).toBe(
      "Last notice received: pending (21 Nov 2026 14:02Z). Abound sends no time or order.",
    );
  });

  test("names an error that nothing resolved with its time", () => {
    expect(
      resource(said("01:00", "error", "payerError"), said("13:50", "done"), said("14:02", "error", "userError")),
    ).toContain(
      "Last notice received: error (userError) (21 Nov 2026 14:02Z). Abound sends no time or order; within 15 min we also received done.",
    );
    expect(resource(said("01:00", "error", "payerError"), said("14:02", "pending"))).toBe(
      "Last notice received: pending (21 Nov 2026 14:02Z). Abound sends no time or order; not resolved: error (payerError) (01:00Z). Check with the provider.",
    );
  });

  test("says what is final, and when two final statuses contradict each other", () => {
    const tax = (seenAt: string, status: string) => said(seenAt, status, null, "taxPayments");
    expect(resource(tax("10:00", "done"), tax("10:05", "pending"))).toBe(
      "Final status: done (21 Nov 2026 10:00Z); nothing replaces it. Also received: pending (10:05Z).",
    );
    expect(resource(tax("10:00", "done"), tax("20:00", "cancelled"))).toBe(
      "Received cancelled (21 Nov 2026 20:00Z) and done (10:00Z); each is final. Treating as unclear; check with the provider.",
    );
  });

  test("without a status says so", () => {
    expect(resource(said("14:02", null, null, "taxes"))).toBe(
      "Last notice received: a change, without a status (21 Nov 2026 14:02Z). Abound sends no time or order.",
    );
  });
});
