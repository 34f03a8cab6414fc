import fc from "fast-check";
import { fuzzCase } from "./fuzz-case.ts";
import type { FuzzDoor } from "./fuzz-door.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { type BatchOutcome, judgeBatch } from "./judge-batch.ts";
import type { SigningLedger } from "./signed-base.ts";
import type { StoredCheck } from "./stored-check.ts";
import type { FuzzFailure } from "./write-failure.ts";

/** A door with what is known of its answers. */
export interface FuzzSide {
  readonly door: FuzzDoor;
  readonly check: StoredCheck;
}

export interface FuzzPlan {
  readonly sides: readonly FuzzSide[];
  readonly ledger: SigningLedger;
  readonly seed: string;
  readonly seconds: number;
}

export interface FuzzRun {
  readonly rounds: number;
  readonly failure: FuzzFailure | null;
  /** Of the first side's door after each of its rounds. */
  readonly residentMib: readonly number[];
}

const BATCHES = 25;
const MAX_BATCH = 24;
const SHRINK_LIMIT_MS = 30_000;

/** Rounds at each door in turn until the time is up or something is wrong. */
export async function fuzzDoors({ sides, ledger, seed, seconds }: FuzzPlan): Promise<FuzzRun> {
  const until = performance.now() + seconds * 1000;
  const residentMib: number[] = [];
  for (let round = 0; ; round += 1) {
    if (performance.now() > until) return { rounds: round, failure: null, residentMib };
    const roundSeed = round === 0 ? seed : `${seed}.${round}`;
    for (const side of sides) {
      const failure = await runRound(side, ledger, roundSeed);
      if (failure !== null) return { rounds: round + 1, failure, residentMib };
    }
    residentMib.push(sides[0]?.door.residentMib() ?? 0);
  }
}

async function runRound({ door, check }: FuzzSide, ledger: SigningLedger, seed: string): Promise<FuzzFailure | null> {
  const batch = fc.array(fuzzCase(ledger), { minLength: 1, maxLength: MAX_BATCH, size: "max" });
  let shrinkUntilMs = Number.POSITIVE_INFINITY;
  // The last one found while shrinking is the smallest.
  let problem: BatchOutcome["problem"] = null;
  const property = fc.asyncProperty(batch, async (requests) => {
    // What is left to be tried then counts as right, which leaves the smallest that was found.
    if (performance.now() > shrinkUntilMs) return true;
    const outcome = await judgeBatch(door, requests, ledger);
    check.note(outcome.judged);
    if (outcome.problem === null) return true;
    problem = outcome.problem;
    shrinkUntilMs = Math.min(shrinkUntilMs, performance.now() + SHRINK_LIMIT_MS);
    return false;
  });
  const { errorInstance, counterexample } = await fc.check(property, { seed: seedNumber(seed), numRuns: BATCHES });
  const failed = problem ?? thrown(errorInstance, counterexample?.[0]) ?? (await compared(check));
  return failed === null ? null : { door: door.name, seed, ...failed };
}

function thrown(error: unknown, requests: readonly FuzzRequest[] = []): BatchOutcome["problem"] {
  return error instanceof Error ? { message: error.message, requests } : null;
}

async function compared(check: StoredCheck): Promise<BatchOutcome["problem"]> {
  const differences = await check.compare();
  return differences.length === 0 ? null : { message: differences.join("; "), requests: [] };
}

/** FNV-1a, as fast-check wants a number. */
function seedNumber(seed: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(seed)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
