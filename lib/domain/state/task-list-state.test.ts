import { describe, expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { taskListState } from "./task-list-state.ts";

const requested = (seenAt: string, ...taskTypes: string[]) =>
  notice("tasks_requested", { seenAt: atTime(seenAt), taskTypes });
const completed = (at: string) => notice("tasks_completed", { at: atTime(at) });

const stateOf = (...notices: ReturnType<typeof notice>[]) => taskListState(notices)?.state;

describe("open or completed", () => {
  test("there is no list before anything was said about tasks", () => {
    expect(taskListState([])).toBeNull();
    expect(taskListState([notice("account_synced", { at: atTime("10:00") })])).toBeNull();
  });

  test("a request was sent between 7 minutes before its receipt and 2 minutes after, to the microsecond", () => {
    const request = requested("10:10:00", "other");
    expect(stateOf(request, completed("10:02:59.999999"))).toBe("open");
    expect(stateOf(request, completed("10:03:00.000000"))).toBe("open_or_completed");
    expect(stateOf(request, completed("10:12:00.000000"))).toBe("open_or_completed");
    expect(stateOf(request, completed("10:12:00.000001"))).toBe("completed");
  });

  test("a completion alone is a completed list without types", () => {
    const done = completed("10:00");
    expect(taskListState([done])).toMatchObject({
      state: "completed",
      taskTypes: [],
      openSince: null,
      completedAt: done.at,
      decidedBy: [done.eventId],
    });
  });

  test("of several completions the newest decides", () => {
    expect(stateOf(requested("10:00", "other"), completed("11:00"), completed("09:00"))).toBe("completed");
  });

  test("a completion without a usable time counts as of its receipt", () => {
    const untimed = notice("tasks_completed", { seenAt: atTime("12:00") });
    expect(stateOf(requested("10:00", "other"), untimed)).toBe("completed");
    expect(stateOf(requested("11:59", "other"), untimed)).toBe("open_or_completed");
  });

  test("the completion before an open list is kept apart from the one that may have closed it", () => {
    expect(taskListState([completed("09:00"), requested("10:00", "other")])).toMatchObject({
      completedAt: null,
      previousCompletedAt: atTime("09:00"),
    });
    expect(taskListState([completed("09:59"), requested("10:00", "other")])).toMatchObject({
      completedAt: atTime("09:59"),
      previousCompletedAt: null,
    });
  });
});

describe("the list", () => {
  test("is the newest request alone: each is a digest of all that is pending", () => {
    const newest = requested("10:05:00.000001", "request_receipt");
    expect(taskListState([requested("10:00:00", "other"), newest])).toMatchObject({
      taskTypes: ["request_receipt"],
      isMerged: false,
      decidedBy: [newest.eventId],
    });
  });

  test("is the one received last, even if a request carries a time", () => {
    const newest = { ...requested("12:00", "request_receipt"), at: atTime("09:00"), isTimed: true };
    expect(taskListState([newest, requested("10:00", "other")])).toMatchObject({
      taskTypes: ["request_receipt"],
      lastReminderAt: atTime("12:00"),
    });
  });

  test("two different lists within five minutes are both shown", () => {
    const state = taskListState([requested("10:00:00", "other"), requested("10:05:00", "request_receipt")]);
    expect(state).toMatchObject({ taskTypes: ["other", "request_receipt"], isMerged: true });
  });

  test("the same list in another order, or with a type twice, is not another list", () => {
    const state = taskListState([requested("10:00:00", "a", "b"), requested("10:01:00", "b", "a", "b")]);
    expect(state).toMatchObject({ taskTypes: ["a", "b"], isMerged: false });
  });
});

describe("how long it has been open", () => {
  test("is at least since the first request that the last completion certainly did not close", () => {
    const story = [
      requested("08:00", "other"),
      completed("09:00"),
      requested("10:00", "other"),
      requested("11:00", "other"),
    ];
    expect(taskListState(story)).toMatchObject({
      openSince: atTime("10:00"),
      lastReminderAt: atTime("11:00"),
      typeSince: { other: atTime("10:00") },
    });
  });

  test("of a type is since the first request of the run that named it", () => {
    const story = [
      requested("08:00", "other"),
      requested("09:00", "reconnect_account", "other"),
      requested("10:00", "reconnect_account"),
    ];
    expect(taskListState(story)).toMatchObject({
      openSince: atTime("08:00"),
      typeSince: { reconnect_account: atTime("09:00") },
      lastReconnectReminderAt: atTime("10:00"),
    });
  });

  test("does not reach back to a request that may have been closed", () => {
    const story = [requested("09:59", "other"), completed("10:00"), requested("11:00", "other")];
    expect(taskListState(story)).toMatchObject({ state: "open", openSince: atTime("11:00") });
  });

  test("where the newest request crossed a completion is its receipt: those before it may have been closed", () => {
    const story = [requested("10:00:00", "other"), completed("10:00:00"), requested("10:06:30", "other")];
    expect(taskListState(story)).toMatchObject({
      state: "open_or_completed",
      openSince: atTime("10:06:30"),
      typeSince: { other: atTime("10:06:30") },
    });
  });

  test("is given for every type shown, also for those of a request that crossed a completion", () => {
    const story = [completed("10:02:00"), requested("10:06:00", "other"), requested("10:10:00", "request_receipt")];
    expect(taskListState(story)).toMatchObject({
      state: "open",
      openSince: atTime("10:10:00"),
      typeSince: { other: atTime("10:06:00"), request_receipt: atTime("10:10:00") },
    });
  });

  test("is not given once completed", () => {
    expect(taskListState([requested("10:00", "other"), completed("11:00")])).toMatchObject({
      openSince: null,
      typeSince: {},
      taskTypes: ["other"],
    });
  });
});

test("many thousand rounds of one business are read in a moment", () => {
  const hours = Array.from({ length: 20_000 }, (_, hour) => new Date(Date.UTC(2026, 0, 1, hour)));
  const story = hours.map((hour, number) => {
    const at = hour.toISOString().replace("Z", "000Z");
    return number % 2 === 0 ? notice("tasks_requested", { seenAt: at }) : notice("tasks_completed", { at });
  });
  const start = performance.now();
  expect(taskListState(story)?.turnaroundSeconds).toHaveLength(10_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("two lists that differ only in where a line break stands are two lists", () => {
  expect(taskListState([requested("10:00", "a\nb"), requested("10:01", "a", "b")])?.isMerged).toBe(true);
});

test("the turnaround counts from the first request of a round to its completion", () => {
  const story = [
    requested("08:00", "other"),
    requested("08:30", "other"),
    completed("09:00"),
    completed("09:00"),
    requested("10:00", "other"),
    completed("10:30"),
    requested("11:00", "other"),
  ];
  expect(taskListState(story)?.turnaroundSeconds).toEqual([3600, 1800]);
});
