import { describe, expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { connectionState } from "./connection-state.ts";

const connected = (at: string) => notice("account_connected", { at: atTime(at) });
const expired = (at: string) => notice("account_expired", { at: atTime(at) });
const disconnected = (at: string) => notice("account_disconnected", { at: atTime(at) });
const synced = (at: string) => notice("account_synced", { at: atTime(at) });

const stateOf = (...notices: ReturnType<typeof notice>[]) => connectionState(notices).state;

describe("the state", () => {
  test("is not reported while only syncs were seen", () => {
    const last = synced("10:00");
    expect(connectionState([synced("09:00"), last])).toMatchObject({
      state: "not_reported",
      since: null,
      lastSyncAt: last.at,
      decidedBy: [last.eventId],
      problem: null,
    });
  });

  test("is what the greatest time says", () => {
    expect(stateOf(expired("09:00"), connected("08:00"))).toBe("expired");
    expect(stateOf(expired("09:00"), connected("10:00"))).toBe("connected");
    expect(stateOf(disconnected("09:30"), expired("09:00"))).toBe("disconnected");
  });

  test("a sync never clears a problem: later than it, it makes it probable that it is over", () => {
    const [problem, first, second] = [expired("09:00"), synced("12:30"), synced("13:00")];
    expect(connectionState([second, problem, first])).toMatchObject({
      state: "probably_reconnected",
      since: first.at,
      problem: "expired",
      problemSince: problem.at,
      recoveredAt: first.at,
      recoveredBy: "sync",
      lastSyncAt: second.at,
      decidedBy: [problem.eventId, first.eventId],
    });
  });

  test("a problem reported again after a sync is a new one, however late that sync arrives", () => {
    const again = [expired("08:00"), synced("08:30"), expired("09:00"), expired("10:00")];
    expect(connectionState(again)).toMatchObject({ since: atTime("09:00"), problemSince: atTime("09:00") });
    const [first, , ...later] = again;
    expect(connectionState([...later, ...(first ? [first] : [])])).toMatchObject({ since: atTime("08:00") });
    expect(connectionState([...again, connected("11:00")])).toMatchObject({ problemSince: atTime("09:00") });
    expect(connectionState([expired("08:00"), synced("08:00"), expired("09:00")])).toMatchObject({
      since: atTime("08:00"),
    });
  });

  test("a sync at the very moment of the problem, or before it, proves nothing", () => {
    expect(stateOf(expired("09:00"), synced("09:00"))).toBe("expired");
    expect(stateOf(expired("09:00"), synced("08:59"))).toBe("expired");
    expect(stateOf(expired("09:00"), synced("09:00:00.000001"))).toBe("probably_reconnected");
    expect(stateOf(disconnected("09:00"), synced("10:00"))).toBe("probably_reconnected");
  });

  test("a sync only moves the last sync of a connected account", () => {
    expect(connectionState([connected("09:00"), synced("10:00")])).toMatchObject({
      state: "connected",
      since: atTime("09:00"),
      lastSyncAt: atTime("10:00"),
      asOf: atTime("10:00"),
    });
  });

  test("a tie is unclear, names its candidates, and stays so whatever syncs follow", () => {
    const tie = [connected("09:00"), expired("09:00"), disconnected("09:00")];
    expect(connectionState([...tie, synced("10:00")])).toMatchObject({
      state: "unclear",
      since: atTime("09:00"),
      candidates: ["connected", "disconnected", "expired"],
      recoveredAt: null,
      recoveredBy: null,
    });
    expect(stateOf(expired("09:00"), disconnected("09:00"), synced("10:00"))).toBe("unclear");
    expect(stateOf(...tie, connected("09:00:00.000001"))).toBe("connected");
  });

  test("a time that came without a usable clock counts as of its receipt, and can be replaced", () => {
    const frozen = notice("account_expired", { seenAt: atTime("09:00") });
    expect(stateOf(frozen, connected("09:05"))).toBe("connected");
  });
});

describe("the last problem", () => {
  test("is kept with its start once a connection confirmed that it is over", () => {
    expect(connectionState([expired("08:00"), expired("09:00"), synced("09:30"), connected("10:00")])).toMatchObject({
      state: "connected",
      problem: "expired",
      problemSince: atTime("08:00"),
      recoveredAt: atTime("10:00"),
      recoveredBy: "connected",
    });
  });

  test("of both at one instant it is the expiry, from that instant on", () => {
    for (const ids of [["a", "b"] as const, ["b", "a"] as const]) {
      const tie = [
        { ...expired("09:00"), eventId: ids[0] },
        { ...disconnected("09:00"), eventId: ids[1] },
      ];
      expect(connectionState([expired("08:00"), ...tie, connected("10:00")])).toMatchObject({
        problem: "expired",
        problemSince: atTime("09:00"),
        recoveredBy: "connected",
      });
    }
  });
});

test("the last receipt is of what counts, not of a sync that arrived too late to matter", () => {
  const overtaken = notice("account_synced", { at: atTime("08:00"), seenAt: atTime("23:00") });
  expect(connectionState([connected("07:00"), synced("07:30"), overtaken, synced("09:00")]).lastSeenAt).toBe(
    atTime("09:00"),
  );
});
