import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "#lib/simulator/random.ts";
import type { StartOutcome } from "./product-process.ts";

export interface Killings {
  kills: number;
  /** From the start of each process until it was up, in milliseconds. */
  startMs: number[];
  /** What `count` counted in each life, from up to the kill. */
  counted: number[];
  /** Processes that ended before anybody killed them, by exit code. */
  endedThemselves: Record<string, number>;
}

interface KillingOptions {
  /** Filled as it goes. */
  killings: Killings;
  start: () => Promise<StartOutcome>;
  random: Random;
  /** Read at the begin and the end of each life; what was counted in between is the life's. */
  count: () => number;
  until: AbortSignal;
}

const LIFE_MS = { from: 150, to: 500 };
const PAUSE_MS = 100;

/** Starts a process, kills it with -9 a moment after it was up, and starts it again. */
export async function keepKilling({ killings, start, random, count, until }: KillingOptions): Promise<void> {
  while (!until.aborted) {
    const startedAt = performance.now();
    const outcome = await start();
    if (outcome.kind === "ended") {
      noteEnd(killings, outcome.code);
      await sleep(PAUSE_MS);
      continue;
    }
    killings.startMs.push(performance.now() - startedAt);
    const before = count();
    const life = sleep(random.integer(LIFE_MS.from, LIFE_MS.to));
    const early = await Promise.race([outcome.process.ended.then((code) => ({ code })), life]);
    await outcome.process.end("SIGKILL");
    killings.counted.push(count() - before);
    if (early === undefined) killings.kills += 1;
    else noteEnd(killings, early.code);
  }
}

export function noKillings(): Killings {
  return { kills: 0, startMs: [], counted: [], endedThemselves: {} };
}

function noteEnd({ endedThemselves }: Killings, code: number | null): void {
  endedThemselves[String(code)] = (endedThemselves[String(code)] ?? 0) + 1;
}
