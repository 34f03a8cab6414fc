import { expect, test } from "vitest";
import { type DestinationFacts, findProblems, type OverviewFacts, type SourceFacts } from "./overview-problem.ts";
import { RULES_VERSION } from "./state/rules-version.ts";
import { buildVerdict } from "./verdict.ts";

const now = new Date("2026-01-31T12:00:00Z");
const recently = "2026-01-31T11:59:50.000Z";
const earlier = "2026-01-31T10:25:00.000Z";

const asset: SourceFacts = {
  slug: "asset",
  name: "Asset",
  provider: "asset",
  environment: "production",
  status: "enabled",
  lastEventAt: recently,
  acceptedPerMinute: 3,
  rejectedPerMinute: 0,
  acceptedLastHour: 180,
  rejectedLastHour: 0,
  usualPerHour: 20,
  thisHour: 12,
  sameHourLastWeek: 10,
  usualRange: { low: 14, high: 31 },
  ackMs: { p50: 1, p95: 3, p99: 5 },
  keys: { kind: "ok", text: "1 key.", count: 1, refreshedAt: recently, failedSince: null, error: null },
  health: "ok",
  heldDeliveries: 0,
  refusedWhileDisabled: 0,
  oldestRefusedAt: null,
  heldUnverified: 0,
  oldestHeldAt: null,
  oldestRejectedAt: null,
  unrouted: 0,
  activeSharedHeaders: 1,
};

const ledger: DestinationFacts = {
  id: "x1",
  name: "Ledger",
  paused: false,
  succeeded: 100,
  failed: 0,
  succeededLastHour: 10,
  failedLastHour: 0,
  pending: 0,
  retrying: 0,
  held: 0,
  heldFor: { source_paused: 0, destination_paused: 0 },
  oldestHeldAt: null,
  breaker: { state: "closed", openedAt: null, nextProbeAt: null, why: null, waiting: 0 },
  deadLettered: 0,
  oldestPendingAt: null,
  oldestDeadLetterAt: null,
  health: "ok",
};

const worker = {
  name: "worker",
  instance: "h:1",
  lastBeatAt: recently,
  startedAt: earlier,
  isStale: false,
  spool: null,
};
const fine: OverviewFacts = {
  sources: [asset],
  destinations: [ledger],
  processes: [worker],
  unknownSource: { count: 0, oldestAt: null },
  projection: {
    lagMs: 0,
    behind: 0,
    projectedAt: now,
    projectedCount: 10,
    rulesVersion: RULES_VERSION,
    rebuiltAt: null,
    parked: 0,
    oldestParkedAt: null,
    differing: 0,
    oldestDifferenceAt: null,
  },
};
const withProjection = (changes: Partial<OverviewFacts["projection"]>) =>
  verdictOf({ ...fine, projection: { ...fine.projection, ...changes } });

const verdictOf = (facts: OverviewFacts) => buildVerdict(facts, findProblems(facts, now), null);
const withSource = (changes: Partial<SourceFacts>) => verdictOf({ ...fine, sources: [{ ...asset, ...changes }] });
const withDestination = (changes: Partial<DestinationFacts>) =>
  verdictOf({ ...fine, destinations: [{ ...ledger, ...changes }] });

test("when nothing is wrong, it says what arrives and that it is delivered", () => {
  expect(verdictOf(fine)).toEqual({ tone: "ok", verdict: "Asset is arriving. Everything is delivered." });
});

test("events that no destination takes are no problem, as a destination may be selective on purpose", () => {
  expect(withSource({ unrouted: 12 })).toEqual(verdictOf(fine));
});

test("a silent source is named with what is usual and for how long it has been silent", () => {
  expect(withSource({ health: "quiet", lastEventAt: earlier })).toEqual({
    tone: "bad",
    verdict: "Asset is quiet: normally 14–31 events an hour, none for 1 h.",
  });
});

const noKeys = { kind: "none" as const, text: "", count: 0, refreshedAt: null, failedSince: null, error: null };
test.each([
  ["missing keys", () => withSource({ keys: noKeys, health: "no_keys" }), "Asset cannot verify anything"],
  ["stale keys", () => withSource({ keys: { ...asset.keys, kind: "stale" } }), "cannot be refreshed"],
  ["one rejected request", () => withSource({ rejectedLastHour: 1 }), "Asset rejected 1 request in the last hour."],
  [
    "a paused source",
    () => withSource({ status: "paused", heldDeliveries: 37 }),
    "Asset is paused; 37 deliveries wait.",
  ],
  ["a disabled source", () => withSource({ status: "disabled" }), "Asset is disabled."],
  ["held requests", () => withSource({ heldUnverified: 12 }), "12 requests to Asset are held"],
  ["refused requests", () => withSource({ refusedWhileDisabled: 412 }), "412 requests that Asset refused"],
  [
    "a failing destination",
    () => withDestination({ retrying: 3, health: "failing" }),
    "3 deliveries to Ledger are failing.",
  ],
  [
    "a destination that is behind",
    () => withDestination({ health: "behind", oldestPendingAt: earlier }),
    "Ledger is 1 h behind.",
  ],
  ["dead letters", () => withDestination({ deadLettered: 2 }), "2 deliveries to Ledger gave up"],
  [
    "a spared destination",
    () => withDestination({ breaker: { ...ledger.breaker, state: "open", why: "It answered 503.", waiting: 7 } }),
    "Ledger is failing: It answered 503. 7 deliveries wait until it answers again.",
  ],
  [
    "a paused destination",
    () => withDestination({ paused: true, heldFor: { source_paused: 2, destination_paused: 1 } }),
    "Ledger is paused; 1 delivery waits.",
  ],
  ["no destination", () => verdictOf({ ...fine, destinations: [] }), "No destination is set up"],
  ["no worker", () => verdictOf({ ...fine, processes: [] }), "No worker is running: nothing is delivered."],
  [
    "a worker that stopped",
    () => verdictOf({ ...fine, processes: [{ ...worker, lastBeatAt: "2026-01-31T11:56:00.000Z", isStale: true }] }),
    "The worker has not reported for 4 min",
  ],
  [
    "requests to an address that no source has",
    () => verdictOf({ ...fine, unknownSource: { count: 4, oldestAt: earlier } }),
    "4 requests in the last hour went to an address",
  ],
  ["a parked event", () => withProjection({ parked: 1 }), "1 event could not be worked into the state."],
  ["state that differs", () => withProjection({ differing: 2 }), "2 rows of state differ from what the stored events"],
  ["a late projector", () => withProjection({ behind: 9, lagMs: 60_000 }), "State is 1 min behind the events."],
  ["older rules", () => withProjection({ rulesVersion: 0 }), "State was computed by older rules; run rebuild."],
])("it is never fine with %s", (_, judge, words) => {
  const { tone, verdict } = judge();
  expect(["bad", "warn"]).toContain(tone);
  expect(verdict).toContain(words);
  expect(verdict).not.toContain("Everything is delivered");
});

test("it stays at three sentences, the worst first, and counts the rest", () => {
  const { verdict } = verdictOf({
    ...fine,
    sources: [{ ...asset, status: "paused", rejectedLastHour: 1, refusedWhileDisabled: 1 }],
    destinations: [{ ...ledger, deadLettered: 2, paused: true }],
  });
  expect(verdict).toMatch(/^2 deliveries to Ledger gave up .*\. .*\. 3 more things need a person\.$/);
});

test("a fresh installation is told to paste the address, not that all is well", () => {
  const { tone, verdict } = withSource({ lastEventAt: null, health: "waiting" });
  expect(tone).toBe("idle");
  expect(verdict).toBe("Nothing has arrived yet. Paste the address of Asset at the provider.");
});

test("a source that was never used and is disabled is nobody's problem", () => {
  const abound = { ...asset, slug: "abound", name: "Abound", status: "disabled" as const, lastEventAt: null };
  expect(verdictOf({ ...fine, sources: [asset, abound] }).tone).toBe("ok");
});

const WORK = "12 connections need a person.";

test("waiting work is said beside what arrives, and keeps the verdict from being fine", () => {
  expect(buildVerdict(fine, [], WORK)).toEqual({ tone: "warn", verdict: `Asset is arriving. ${WORK}` });
  expect(buildVerdict({ ...fine, sources: [] }, [], WORK)).toEqual({ tone: "warn", verdict: WORK });
});

test("waiting work has a sentence of its own behind the problems, which make room for it", () => {
  const facts = { ...fine, sources: [{ ...asset, keys: noKeys, refusedWhileDisabled: 412, rejectedLastHour: 1 }] };
  const problems = findProblems(facts, now);
  expect(problems.length).toBeGreaterThan(2);
  const { verdict, tone } = buildVerdict(facts, problems, WORK);
  expect(verdict).toMatch(
    /^Asset cannot verify anything.* \d more things need a person\. 12 connections need a person\.$/,
  );
  expect(tone).toBe("bad");
});
