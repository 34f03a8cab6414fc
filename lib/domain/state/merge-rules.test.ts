import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earliest, shiftInstant } from "#lib/domain/instant.ts";
import { retold, shuffled, someNotices } from "#lib/testing/notice-arbitraries.ts";
import { atSecond, notice } from "#lib/testing/notices.ts";
import { businessState } from "./business-state.ts";
import { connectionState } from "./connection-state.ts";
import { effectiveTime } from "./effective-time.ts";
import type { Notice } from "./notice.ts";
import { resourceState } from "./resource-state.ts";
import { taskListState } from "./task-list-state.ts";

/** Every projection, with everything in it: also `since`, `openSince` and what decided. */
function statesOf(notices: readonly Notice[]) {
  return {
    business: businessState(notices),
    connection: connectionState(notices),
    taskList: taskListState(notices),
    resource: resourceState(notices),
  };
}

function permutationsOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, index) => permutationsOf(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** An event that happened before everything that decides, received after everything. */
function eventBefore(kind: Notice["kind"], story: readonly Notice[], decidedBy: readonly string[], seconds: number) {
  const first = earliest(story.filter(({ eventId }) => decidedBy.includes(eventId)).map(({ at }) => at));
  if (first === null) return null;
  return notice(kind, { at: shiftInstant(first, -seconds * 1000), seenAt: atSecond(99_999) });
}

describe("the same events give the same state", () => {
  test("in every order of up to 5", () => {
    fc.assert(
      fc.property(someNotices(5), (notices) => {
        const expected = statesOf(notices);
        for (const permutation of permutationsOf(notices)) expect(statesOf(permutation)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test("in any order of up to 50, some received more than once", () => {
    const stories = someNotices(50).chain((notices) => fc.tuple(fc.constant(notices), retold(notices)));
    fc.assert(
      fc.property(stories, ([notices, again]) => {
        expect(statesOf(again)).toEqual(statesOf(notices));
      }),
      { numRuns: 400 },
    );
  });

  test("when every step of the way was projected before", () => {
    const batches = fc.tuple(someNotices(20), someNotices(20));
    fc.assert(
      fc.property(batches, ([one, other]) => {
        const kept: Notice[] = [];
        const projected = [...one, ...other, ...one].map((each) => {
          kept.push(each);
          return statesOf(kept);
        });
        expect(projected.at(-1) ?? statesOf([])).toEqual(statesOf([...other, ...one]));
      }),
      { numRuns: 100 },
    );
  });

  test("whatever the time zone of the machine", () => {
    const zone = process.env.TZ;
    const story = fc.sample(someNotices(50), { numRuns: 20, seed: 7 });
    const inZone = (name: string) => {
      process.env.TZ = name;
      const received = effectiveTime("2026-03-08T02:30:00.000000Z", "2026-03-08T02:29:00.000000Z");
      return { offset: new Date(Date.UTC(2026, 2, 8, 12)).getTimezoneOffset(), received, states: story.map(statesOf) };
    };
    const [utc, newYork, kolkata] = ["UTC", "America/New_York", "Asia/Kolkata"].map(inZone);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect([utc?.offset, newYork?.offset, kolkata?.offset]).toEqual([0, 240, -330]);
    expect(newYork?.states).toEqual(utc?.states);
    expect(kolkata).toEqual({ ...utc, offset: -330 });
  });

  test("whatever else is said about the business that state is not made of", () => {
    const stories = someNotices(20).chain((notices) => fc.tuple(fc.constant(notices), someNotices(5, ["activity"])));
    fc.assert(
      fc.property(stories, ([notices, activity]) => {
        expect(statesOf([...activity, ...notices])).toEqual(statesOf(notices));
      }),
    );
  });
});

describe("an event from before what decides", () => {
  const gap = fc.integer({ min: 1, max: 9000 });

  test("never changes the status of a business", () => {
    const kinds = ["business_activated", "business_deactivated"] as const;
    fc.assert(
      fc.property(someNotices(20, kinds), fc.constantFrom(...kinds), gap, (story, kind, seconds) => {
        const before = businessState(story);
        const older = eventBefore(kind, story, before.decidedBy, seconds);
        fc.pre(older !== null);
        const { status, decidedBy } = businessState([...story, ...(older === null ? [] : [older])]);
        expect({ status, decidedBy }).toEqual({ status: before.status, decidedBy: before.decidedBy });
      }),
      { numRuns: 300 },
    );
  });

  test("never changes the state of a connection", () => {
    const changes = ["account_connected", "account_disconnected", "account_expired"] as const;
    const kinds = [...changes, "account_synced"] as const;
    fc.assert(
      fc.property(someNotices(20, kinds), fc.constantFrom(...kinds), gap, (story, kind, seconds) => {
        const before = connectionState(story);
        fc.pre(before.state !== "not_reported");
        const older = eventBefore(kind, story, before.decidedBy, seconds);
        const { state, candidates, decidedBy, lastSyncAt } = connectionState([
          ...story,
          ...(older === null ? [] : [older]),
        ]);
        expect({ state, candidates, decidedBy }).toEqual({
          state: before.state,
          candidates: before.candidates,
          decidedBy: before.decidedBy,
        });
        if (before.lastSyncAt !== null && kind !== "account_synced") expect(lastSyncAt).toBe(before.lastSyncAt);
      }),
      { numRuns: 300 },
    );
  });

  test("never changes a task list, when it is a completion", () => {
    fc.assert(
      fc.property(
        someNotices(20, ["tasks_requested", "tasks_completed"]),
        fc.integer({ min: 1, max: 9000 }),
        (story, s) => {
          const before = taskListState(story);
          const last = before?.completedAt ?? before?.previousCompletedAt ?? null;
          fc.pre(last !== null);
          const older = notice("tasks_completed", {
            at: shiftInstant(last ?? "", -s * 1000),
            seenAt: atSecond(99_999),
          });
          const after = taskListState([...story, older]);
          expect({ ...after, turnaroundSeconds: [], lastSeenAt: null }).toEqual({
            ...before,
            turnaroundSeconds: [],
            lastSeenAt: null,
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("a connection needs no other syncs than the last up to its newest problem, the first after its newest change and the last", () => {
  const kinds = ["account_connected", "account_disconnected", "account_expired", "account_synced"] as const;
  fc.assert(
    fc.property(someNotices(30, [...kinds, "account_synced", "account_synced"]).chain(shuffled), (notices) => {
      const order = notices.toSorted((a, b) =>
        a.at === b.at ? (a.eventId < b.eventId ? -1 : 1) : a.at < b.at ? -1 : 1,
      );
      const changes = order.filter(({ kind }) => kind !== "account_synced");
      const syncs = order.filter(({ kind }) => kind === "account_synced");
      const newest = changes.at(-1)?.at ?? null;
      const resumed = newest === null ? undefined : syncs.find(({ at }) => at > newest);
      const problem = changes.findLast(({ kind }) => kind !== "account_connected")?.at;
      const before = problem === undefined ? undefined : syncs.findLast(({ at }) => at <= problem);
      const loaded = [...changes, ...[before, resumed].filter((sync) => sync !== undefined), ...syncs.slice(-1)];
      expect(connectionState(loaded)).toEqual(connectionState(notices));
    }),
    { numRuns: 500 },
  );
});
