import { describe, expect, test } from "vitest";
import type { ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import type { Destination } from "./destination-registry.ts";
import { Lane } from "./lane.ts";

const DESTINATION: Destination = {
  id: "d",
  version: 1,
  url: "https://sink.test/",
  headers: {},
  keys: [],
  rate: null,
  concurrency: 4,
  timeoutMs: 1000,
  retrySchedule: [],
  isPaused: false,
};

function leased(count: number, replays: number) {
  return Array.from({ length: count }, (_, index) => ({
    // Nothing of a delivery but what it is part of matters to a lane.
    delivery: { replayId: index < replays ? "r" : null } as ClaimedDelivery,
    claimedAtMs: 0,
  }));
}

describe("places of replays", () => {
  test("are one in eight, however small each claim is", () => {
    const lane = new Lane(DESTINATION, 1);
    const promised = Array.from({ length: 24 }, () => {
      const places = lane.promised(1);
      lane.accept(leased(1, places), 1);
      return places;
    });
    expect(promised).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(lane.promised(64)).toBe(8);
  });

  test("are not saved up while there is nothing to replay", () => {
    const lane = new Lane(DESTINATION, 1);
    for (let round = 0; round < 50; round += 1) lane.accept(leased(16, 0), 16);
    expect(lane.promised(1)).toBe(1);
    expect(lane.promised(16)).toBe(2);
  });
});

describe("after a recovery", () => {
  function sendAll(lane: Lane): number {
    let sent = 0;
    while (lane.take() !== null) sent += 1;
    return sent;
  }

  test("1, then 2, then 4 are sent at a time, and 1 again after a failure", () => {
    const lane = new Lane({ ...DESTINATION, concurrency: 8 }, 1);
    lane.accept(leased(100, 0), 100);
    expect(lane.recover("then", true)).toBe(true);
    expect(sendAll(lane)).toBe(1);
    lane.finish(1, true);
    expect(sendAll(lane)).toBe(2);
    lane.finish(1, true);
    lane.finish(1, true);
    expect(sendAll(lane)).toBe(4);
    for (let index = 0; index < 3; index += 1) lane.finish(1, true);
    lane.finish(1, false);
    expect(sendAll(lane)).toBe(1);
  });

  test("the same recovery is heeded once, and one of long ago needs no care", () => {
    const lane = new Lane(DESTINATION, 1);
    lane.accept(leased(10, 0), 10);
    expect([lane.recover("then", false), lane.recover("then", true)]).toEqual([true, false]);
    expect(sendAll(lane)).toBe(4);
  });
});
