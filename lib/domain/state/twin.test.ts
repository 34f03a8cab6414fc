import { describe, expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { NOTICE_KINDS } from "./notice.ts";
import { twinOf } from "./twin.ts";

const SOURCE = "source-1";

describe("an event with a time", () => {
  const kinds = NOTICE_KINDS.filter((kind) => !/^(tasks_requested|resource_.*|activity)$/.test(kind));

  test.each(kinds)("%s repeats one of the same business, account and time, however much later", (kind) => {
    const [first, again] = [
      notice(kind, { at: atTime("10:00") }),
      notice(kind, { at: atTime("10:00"), seenAt: atTime("20:00") }),
    ];
    expect(twinOf(first, "T", SOURCE)).toEqual({ key: expect.any(String), withinMs: null });
    expect(twinOf(again, "T", SOURCE)).toEqual(twinOf(first, "T", SOURCE));
  });

  test.each([{ at: atTime("10:00:00.000001") }, { businessId: "biz_B" }, { accountId: "lni_2" }])(
    "is another one with %j",
    (said) => {
      const one = notice("account_expired", { at: atTime("10:00") });
      expect(twinOf({ ...one, ...said }, "T", SOURCE)?.key).not.toBe(twinOf(one, "T", SOURCE)?.key);
    },
  );

  test("is another one by its type or source, and repeats nothing when its time is only that of receipt", () => {
    const one = notice("account_expired", { at: atTime("10:00") });
    expect(twinOf(one, "U", SOURCE)?.key).not.toBe(twinOf(one, "T", SOURCE)?.key);
    expect(twinOf(one, "T", "source-2")?.key).not.toBe(twinOf(one, "T", SOURCE)?.key);
    expect(twinOf(notice("account_expired", { seenAt: atTime("10:00") }), "T", SOURCE)).toBeNull();
  });
});

test("a task list repeats the same list, in any order, within 10 minutes", () => {
  const list = (...taskTypes: string[]) => twinOf(notice("tasks_requested", { taskTypes }), "TASK_REQUEST", SOURCE);
  expect(list("a", "b")).toEqual({ ...list("b", "a"), withinMs: 600_000 });
  expect(list("a")?.key).not.toBe(list("a", "b")?.key);
});

test("an Abound notice repeats one of the same status and message within 24 hours, without a status within 15 minutes", () => {
  const of = (status: string | null, message: string | null = null) =>
    twinOf(notice("resource_updated", { status, message }), "taxPayments.updated", SOURCE);
  expect(of("pending")).toEqual({ key: of("pending")?.key, withinMs: 86_400_000 });
  expect(of(null)?.withinMs).toBe(900_000);
  const keys = [of("pending"), of("error"), of("error", "userError"), of(null)].map((twin) => twin?.key);
  expect(new Set(keys).size).toBe(4);
});

test("an event that state is not made of repeats nothing", () => {
  expect(twinOf(notice("activity", { at: atTime("10:00") }), "T", SOURCE)).toBeNull();
});
