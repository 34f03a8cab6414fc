import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shuffled, someNotices } from "#lib/testing/notice-arbitraries.ts";
import { atTime, notice } from "#lib/testing/notices.ts";
import { eventEffect } from "./event-effect.ts";
import type { Notice } from "./notice.ts";
import { effectSays } from "./says/effect-says.ts";

const timed = (kind: Notice["kind"], at: string, seenAt = at, said: Partial<Notice> = {}) =>
  notice(kind, { at: atTime(at), seenAt: atTime(seenAt), ...said });

/** The effect of the first of the notices. */
function effectOf(...notices: [Notice, ...Notice[]]) {
  return eventEffect({ notice: notices[0], flags: [] }, notices);
}

describe("on arrival", () => {
  test("the first event of its kind makes a state known", () => {
    expect(effectOf(timed("account_connected", "09:00"))).toMatchObject({
      subject: "connection",
      subjectId: "lni_1",
      arrival: { kind: "changed", from: null, to: "connected" },
      standing: { kind: "decides" },
    });
  });

  test("a newer event changes the state, and the replaced one says by which", () => {
    const [before, after] = [timed("account_connected", "09:00"), timed("account_expired", "10:00")];
    expect(effectOf(after, before)).toMatchObject({ arrival: { kind: "changed", from: "connected", to: "expired" } });
    expect(effectOf(before, after)).toMatchObject({
      arrival: { kind: "changed", from: null, to: "connected" },
      standing: { kind: "superseded", by: after.eventId },
    });
  });

  test("the same again confirms", () => {
    const effect = effectOf(timed("account_expired", "10:00"), timed("account_expired", "09:00"));
    expect(effect).toMatchObject({ arrival: { kind: "confirmed", state: "expired" }, standing: { kind: "decides" } });
  });

  test("an event that a newer one had decided before it came changes nothing", () => {
    const decided = timed("account_connected", "10:00");
    expect(effectOf(timed("account_expired", "09:00", "11:00"), decided)).toMatchObject({
      arrival: { kind: "out_of_order", state: "connected", decidedBy: decided.eventId },
      standing: { kind: "superseded", by: decided.eventId },
    });
  });

  test("a sync moves the last sync and may make a recovery probable", () => {
    const expired = timed("account_expired", "09:00");
    expect(effectOf(timed("account_synced", "10:00"), expired)).toMatchObject({
      arrival: { kind: "changed", from: "expired", to: "probably_reconnected" },
    });
    expect(effectOf(timed("account_synced", "10:00"), timed("account_connected", "09:00"))).toMatchObject({
      arrival: { kind: "updated", state: "connected", details: ["last sync"] },
      standing: { kind: "counted" },
    });
  });

  test("a tie makes the state unclear, and neither event has the last word", () => {
    const [one, other] = [timed("business_activated", "09:00"), timed("business_deactivated", "09:00", "09:01")];
    expect(effectOf(other, one)).toMatchObject({
      arrival: { kind: "changed", from: "active", to: "unclear" },
      standing: { kind: "undecidable" },
    });
    expect(effectOf(one, other)).toMatchObject({ standing: { kind: "undecidable" } });
  });

  test("a creation after the activation adds the time of creation", () => {
    const effect = effectOf(timed("business_created", "08:00", "10:00"), timed("business_activated", "09:00"));
    expect(effect).toMatchObject({
      arrival: { kind: "updated", state: "active", details: ["creation time"] },
      standing: { kind: "counted" },
    });
  });

  test("a task list and a completion that cross leave it open or completed", () => {
    const list = notice("tasks_requested", { seenAt: atTime("10:05:10"), taskTypes: ["other"] });
    const completion = timed("tasks_completed", "10:04:50", "10:06");
    expect(effectOf(completion, list)).toMatchObject({
      subject: "task_list",
      subjectId: "biz_A",
      arrival: { kind: "changed", from: "open", to: "open_or_completed" },
      standing: { kind: "undecidable" },
    });
  });

  test("a status that comes after a final one changes nothing", () => {
    const done = notice("resource_updated", { seenAt: atTime("10:00"), status: "done" });
    const pending = notice("resource_updated", { seenAt: atTime("20:00"), status: "pending" });
    expect(effectOf(pending, done)).toMatchObject({
      subject: "resource",
      arrival: { kind: "updated", state: "done" },
      standing: { kind: "superseded", by: done.eventId },
    });
    const again = notice("resource_updated", { seenAt: atTime("10:30"), status: "done" });
    expect(effectOf(again, done)).toMatchObject({ arrival: { kind: "confirmed" }, standing: { kind: "decides" } });
    const creation = notice("resource_created", { seenAt: atTime("21:00") });
    expect(effectOf(creation, done)).toMatchObject({ arrival: { kind: "out_of_order", state: "done" } });
  });
});

describe("an event that state is not made of", () => {
  test.each([
    [notice("activity"), [], "activity", "state is not made of this event type."],
    [notice("activity"), ["unknown_type"], "unknown_type", "the provider's documentation does not list its type."],
    [notice("activity"), ["unparsed"], "unparsed", "it does not have the documented form."],
    [null, [], "names_nobody", "it names no business or user that is known to state."],
  ] as const)("says why it changed nothing: %#", (named, flags, reason, sentence) => {
    const effect = eventEffect({ notice: named, flags }, []);
    expect(effect).toEqual({ kind: "none", reason, remarks: [] });
    expect(effectSays(effect)).toBe(`Changed nothing: ${sentence}`);
  });
});

test("a conflict of ids, a late, future or missing time are remarked on", () => {
  const untimed = notice("account_expired");
  const remarks = (flags: string[], named: Notice = untimed) => eventEffect({ notice: named, flags }, []).remarks;
  expect(remarks(["id_conflict", "late", "no_time"], timed("account_expired", "10:00"))).toEqual([
    "id_conflict",
    "late",
  ]);
  expect(remarks(["no_time"])).toEqual(["no_time"]);
  expect(remarks(["future_time"])).toEqual(["future_time"]);
  expect(remarks(["no_time"], notice("tasks_requested"))).toEqual([]);
});

describe("in words", () => {
  test("an effect names its subject, the change, the time and where the event stands", () => {
    const [before, after] = [timed("account_connected", "09:00"), timed("account_expired", "10:41:58")];
    expect(effectSays(effectOf(after, before))).toBe(
      "Connection lni_1: connected → expired (as of 21 Nov 2026 10:41:58Z). It decides the state now.",
    );
    expect(effectSays(effectOf(before, after))).toBe(
      "Connection lni_1: first known as connected (as of 21 Nov 2026 09:00:00Z). Another event has taken its place.",
    );
    expect(effectSays(effectOf(timed("account_expired", "09:00", "11:00"), timed("account_connected", "10:00")))).toBe(
      "Connection lni_1: changed nothing on arrival, an event that overrules it had come before: connected (as of 21 Nov 2026 09:00:00Z). Another event has taken its place.",
    );
  });

  test("what carries no time of its own is said by its receipt", () => {
    const list = notice("tasks_requested", { seenAt: atTime("10:05:10"), taskTypes: ["other"] });
    expect(effectSays(effectOf(list))).toBe(
      "Task list of biz_A: first known as open (received 21 Nov 2026 10:05:10Z). It decides the state now.",
    );
  });

  test("every effect there can be is said, whatever the order in which the events are given", () => {
    fc.assert(
      fc.property(
        someNotices(8).chain((notices) => fc.tuple(fc.constant(notices), shuffled(notices))),
        ([notices, others]) => {
          for (const each of notices) {
            const effect = eventEffect({ notice: each, flags: [] }, notices);
            expect(effectSays(effect)).not.toMatch(/undefined|null|NaN|: {2}/);
            expect(eventEffect({ notice: each, flags: [] }, others)).toEqual(effect);
          }
        },
      ),
    );
  });
});
