import type { TruthComparison } from "#lib/simulator/truth/compare-truth.ts";
import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { benchState, type StateResult } from "./state.ts";

const SHOWN = 20;
const MOST_LAG_MS = 1_000;
/** Slower means that the machine could not send or take them at that rate, so that nothing was measured. */
const LEAST_RATE = 950;
const MOST_REBUILD_SECONDS = 60;
/** What the collector leaves lying about, not what grows with the events. */
const MOST_GROWTH = 1.5;
const MOST_PAGE_MS = 1_000;

export async function reportState(options: BenchOptions): Promise<BenchOutcome> {
  const result = await benchState(options);
  sayTruth(result.truth);
  saySpeed(result);
  const checks = checksOf(result);
  say("");
  sayTable(
    ["must hold", "", "measured"],
    checks.map(({ name, isMet, measured }) => [name, isMet ? "yes" : "NO", measured]),
  );
  const { events, businesses, seed } = options;
  const { truth, ...measured } = result;
  const { differences, ...tallies } = truth;
  const told = { ...tallies, differences: differences.length };
  return {
    isOk: checks.every(({ isMet }) => isMet),
    result: { events, businesses, seed, truth: told, ...measured, checks },
  };
}

function sayTruth({ byKind, byDoubt, differences }: TruthComparison): void {
  say("");
  sayTable(
    ["subjects", "compared", "equal", "undecidable", "marked so"],
    Object.entries(byKind).map(([kind, tally]) => [
      kind,
      String(tally.compared),
      String(tally.equal),
      String(tally.doubtfulExpected),
      String(tally.doubtfulFound),
    ]),
  );
  say(
    `undecidable: ${Object.entries(byDoubt)
      .map(([doubt, count]) => `${count} × ${doubt}`)
      .join(", ")}`,
  );
  for (const { kind, ids, fields } of differences.slice(0, SHOWN)) {
    say(`differs: ${kind} ${ids.join(" ")} ${JSON.stringify(fields)}`);
  }
}

function saySpeed({ sending, lag, rebuild, pages }: StateResult): void {
  const ackMicros = 1_000_000 / sending.perSecond;
  const rebuildMicros = (rebuild.seconds * 1_000_000) / sending.sent;
  const figures: [string, string][] = [
    ["receiver, answers a second", sending.perSecond.toFixed(0)],
    ["receiver, µs an event", ackMicros.toFixed(0)],
    ["door, CPU µs an event", sending.doorMicros.toFixed(0)],
    ["worker (projector), CPU µs an event", sending.workerMicros.toFixed(0)],
    ["PostgreSQL, CPU µs an event", sending.postgresMicros.toFixed(0)],
    ["projected after the last answer, ms", sending.behindMs.toFixed(0)],
    ["rebuild, µs an event", rebuildMicros.toFixed(0)],
    ["rebuild, of the receiver's µs", (rebuildMicros / ackMicros).toFixed(2)],
    ["rebuild, peak memory MiB", rebuild.peakMib.toFixed(0)],
    ["rebuild, memory second half of first", rebuild.growth.toFixed(2)],
    [`lag at ${lag.perSecond.toFixed(0)} events/s, p99 ms`, lag.p99Ms.toFixed(0)],
    ...(pages ?? []).map(({ path, p50Ms }): [string, string] => [`${path}, p50 ms`, p50Ms.toFixed(1)]),
  ];
  say("");
  sayTable(["figure", ""], figures);
}

function checksOf({ truth, sending, lag, rebuild, pages }: StateResult) {
  const answers = Object.keys(sending.statuses);
  const slowest = Math.max(0, ...(pages ?? []).map(({ maxMs }) => maxMs));
  const statuses = (pages ?? []).map(({ status }) => status);
  return [
    { name: "every request answered 200", isMet: answers.join() === "200", measured: JSON.stringify(sending.statuses) },
    {
      name: "state equals the truth",
      isMet: truth.differences.length === 0,
      measured: `${truth.differences.length} differ`,
    },
    {
      name: "lag at most 1 s under 1,000 events/s",
      isMet: lag.maxMs <= MOST_LAG_MS && lag.perSecond >= LEAST_RATE,
      measured: `${lag.maxMs.toFixed(0)} ms at ${lag.perSecond.toFixed(0)}/s`,
    },
    {
      name: "rebuild at most 60 s, nothing differs",
      isMet: rebuild.exitCode === 0 && rebuild.seconds <= MOST_REBUILD_SECONDS,
      measured: `${rebuild.seconds.toFixed(1)} s, exit ${rebuild.exitCode}`,
    },
    {
      name: "rebuild's memory is flat",
      isMet: rebuild.growth <= MOST_GROWTH,
      measured: `${rebuild.peakMib.toFixed(0)} MiB, second half ${rebuild.growth.toFixed(2)} of the first`,
    },
    {
      name: "business page at most 1 s",
      isMet: statuses.every((status) => status === 200) && slowest <= MOST_PAGE_MS,
      measured: pages === null ? "left out" : `${slowest.toFixed(0)} ms, ${statuses.join()}`,
    },
  ];
}
