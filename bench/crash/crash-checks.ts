import type { CrashResult } from "./crash.ts";
import type { Verdict } from "./verdict.ts";

export interface CrashCheck {
  name: string;
  isMet: boolean;
  found: string;
}

const MUST_BE_NONE = {
  lost: "acknowledged and not stored as it was sent",
  withoutDeliveries: "stored without a delivery for each destination",
  undelivered: "stored and not delivered",
  unfinished: "deliveries unfinished after the drain",
  deadLettered: "dead letters",
  invented: "delivered and not stored",
  altered: "delivered with another body",
  doubled: "stored twice",
  uncountedRequests: "events with fewer requests than answers, or more than tries",
  wrongDuplicates: "events whose duplicates are not their requests",
  wrongMinutes: "counts by minute that are not what is stored",
  hiddenAttempts: "deliveries with attempts that are not shown",
  parked: "events that are not part of the state",
} satisfies Record<keyof Verdict, string>;

/** Answers that say "not now", and what a sender sees of a receiver that was killed. */
const FAIR_ANSWERS = ["200", "503", "ECONNREFUSED", "ECONNRESET", "EPIPE"];
const KILLS_A_MINUTE = 100;
/** Long enough for a worker to be stopped past its lease. */
const LONG_SECONDS = 45;

export function leastKills(seconds: number): number {
  return Math.floor((KILLS_A_MINUTE * seconds) / 60);
}

/** What has to be so after a run of so many seconds: nothing wrong with the product, and a loss of its own kind with a control. */
export function crashChecks(result: CrashResult, asked: number): CrashCheck[] {
  const { mode, verdict } = result;
  if (mode.loses !== null) return [isSeenToLose(mode.loses, verdict)];
  // Object.keys widens to string; the record has no other keys than Verdict's.
  const names = Object.keys(MUST_BE_NONE) as (keyof Verdict)[];
  return [
    ...names.map((name) => ({
      name: `0 ${MUST_BE_NONE[name]}`,
      isMet: verdict[name] === 0,
      found: String(verdict[name]),
    })),
    ...checkRun(result, asked),
  ];
}

function isSeenToLose(how: "lost" | "undelivered", verdict: Verdict): CrashCheck {
  const found = verdict[how];
  return { name: `is seen to lose: ${MUST_BE_NONE[how]}`, isMet: found > 0, found: String(found) };
}

function checkRun({ run, hasDrained, spool, rebuilt, measured }: CrashResult, asked: number): CrashCheck[] {
  const { ledger, kills, receivers, workers, outages, stopped } = run;
  const ends = { ...receivers.endedThemselves, ...workers.endedThemselves };
  const unfair = Object.keys(ledger.answers).filter((answer) => !FAIR_ANSWERS.includes(answer));
  const least = leastKills(asked);
  const acknowledged = ledger.acknowledgedKeys().length;
  const takenOver = stopped.reduce((sum, each) => sum + each.takenOver, 0);
  return [
    { name: "everything came to rest", isMet: hasDrained, found: hasDrained ? "yes" : "no" },
    { name: "0 webhooks left in the spool", isMet: spool.bytes + spool.refused === 0, found: JSON.stringify(spool) },
    { name: "the state equals a recompute", isMet: rebuilt === "same", found: rebuilt },
    { name: `at least ${least} kills`, isMet: kills >= least, found: `${kills} and ${outages.restarts} of PostgreSQL` },
    { name: "no process ended by itself", isMet: Object.keys(ends).length === 0, found: JSON.stringify(ends) },
    { name: "no answer but 200 and 503", isMet: unfair.length === 0, found: unfair.join() },
    { name: "webhooks were acknowledged between kills", isMet: acknowledged > kills, found: String(acknowledged) },
    {
      name: "attempts without an outcome are shown",
      isMet: measured.unknownAttempts > 0,
      found: String(measured.unknownAttempts),
    },
    {
      name: "a stopped worker's deliveries were taken over",
      isMet: asked < LONG_SECONDS || takenOver > 0,
      found: String(takenOver),
    },
  ];
}
