import { describe, expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { businessState } from "./business-state.ts";

const created = (at: string, externalId: string | null = null) =>
  notice("business_created", { at: atTime(at), externalId });
const activated = (at: string, externalId: string | null = null) =>
  notice("business_activated", { at: atTime(at), externalId });
const deactivated = (at: string, externalId: string | null = null) =>
  notice("business_deactivated", { at: atTime(at), externalId });

describe("the status", () => {
  test("is unknown before any event about the business itself", () => {
    const states = [[], [notice("account_synced", { at: atTime("10:00") })], [notice("activity")]].map(businessState);
    for (const state of states) {
      expect(state).toMatchObject({ status: "unknown", since: null, asOf: null, decidedBy: [], lastSeenAt: null });
    }
  });

  test("is created, and not active, as long as nothing else was said; the first creation counts", () => {
    const [first, second] = [created("08:00"), created("09:00")];
    expect(businessState([second, first])).toMatchObject({
      status: "created",
      since: first.at,
      createdAt: first.at,
      decidedBy: [first.eventId],
      asOf: second.at,
    });
  });

  test("is what the greatest time says, whenever it was received", () => {
    const late = notice("business_activated", { at: atTime("09:00"), seenAt: atTime("23:00") });
    const off = deactivated("10:00");
    const state = businessState([off, late, created("08:00")]);
    expect(state).toMatchObject({
      status: "inactive",
      since: off.at,
      createdAt: atTime("08:00"),
      decidedBy: [off.eventId],
    });
    expect(state.lastSeenAt).toBe(late.seenAt);
  });

  test("is not changed by a creation, however late its time", () => {
    expect(businessState([deactivated("10:00"), created("11:00")]).status).toBe("inactive");
  });

  test("is unclear when both carry the same time, to the microsecond", () => {
    const [on, off] = [activated("10:02:03.000001"), deactivated("10:02:03.000001")];
    expect(businessState([on, off])).toMatchObject({ status: "unclear", since: on.at });
    expect([...businessState([on, off]).decidedBy].sort()).toEqual([on.eventId, off.eventId].sort());
    expect(businessState([on, deactivated("10:02:03.000002")]).status).toBe("inactive");
    expect(businessState([activated("10:02:03.000002"), off]).status).toBe("active");
  });

  test("a tie is over with the next event", () => {
    expect(businessState([activated("10:00"), deactivated("10:00"), activated("10:01")])).toMatchObject({
      status: "active",
      since: atTime("10:01"),
    });
  });

  test("several at one instant that agree all decide", () => {
    const both = [activated("10:00"), activated("10:00")];
    expect(businessState(both)).toMatchObject({ status: "active", decidedBy: both.map(({ eventId }) => eventId) });
  });
});

describe("since", () => {
  test("is the start of the unbroken run", () => {
    expect(
      businessState([activated("08:00"), deactivated("09:00"), activated("10:00"), activated("11:00")]).since,
    ).toBe(atTime("10:00"));
    expect(businessState([activated("08:00"), activated("11:00")]).since).toBe(atTime("08:00"));
  });

  test("a tie within the run breaks it, whichever of its events has the smaller id", () => {
    const run = (...tie: string[]) =>
      businessState([
        activated("08:00"),
        { ...activated("09:00"), eventId: tie[0] ?? "" },
        { ...deactivated("09:00"), eventId: tie[1] ?? "" },
        activated("10:00"),
      ]).since;
    expect([run("a", "b"), run("b", "a")]).toEqual([atTime("10:00"), atTime("10:00")]);
  });
});

describe("the external id", () => {
  test("is the newest one given; one that is left out takes nothing away", () => {
    const state = businessState([created("08:00", "ext-1"), activated("10:00", "ext-2"), deactivated("11:00")]);
    expect(state).toMatchObject({ externalId: "ext-2", externalIds: ["ext-2", "ext-1"] });
  });

  test("of two at the same instant both are kept, in the order of the alphabet", () => {
    expect(businessState([activated("10:00", "b"), deactivated("10:00", "a")]).externalIds).toEqual(["a", "b"]);
  });
});

test("a retry that was given a new time keeps the time it was first seen with", () => {
  const first = notice("business_activated", { at: atTime("10:00") });
  const again = { ...first, at: atTime("12:00"), seenAt: atTime("12:00") };
  expect(businessState([again, first])).toEqual(businessState([first]));
});
