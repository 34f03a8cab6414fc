import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { insertSource } from "#lib/testing/test-sources.ts";
import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import { type FuzzRun, type FuzzSide, fuzzDoors } from "./fuzz/fuzz.ts";
import { openInProcess, openReceiverProcess } from "./fuzz/fuzz-door.ts";
import { FUZZ_SOURCES, SigningLedger } from "./fuzz/signed-base.ts";
import { createStoredCheck } from "./fuzz/stored-check.ts";
import { writeFailure } from "./fuzz/write-failure.ts";

const MAX_RESIDENT_MIB = 300;
const MAX_GROWTH_MIB = 40;
const LOGGED_LINES = 2;
/** With fewer the process is still warming up. */
const ENOUGH_SAMPLES = 12;

interface Side extends FuzzSide {
  pool: pg.Pool;
}

/** Valid webhooks with something done to them, against a receiver process and the function inside it. */
export async function reportFuzz({ seconds, seed, out }: BenchOptions): Promise<BenchOutcome> {
  say(`seed ${seed}`);
  const database = await openBenchDatabase();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-fuzz-"));
  try {
    const ledger = new SigningLedger();
    const sides = await openSides(database, ledger, dataDir);
    const run = await fuzzDoors({ sides, ledger, seed, seconds });
    const cpuMs = sides.map(({ door }) => door.cpuMs());
    for (const { door } of sides) await door.stop();
    const problems = [
      ...failureLines(run, out, ledger),
      ...memoryLines(run),
      ...(await uncountedLines(sides)),
      ...sides.flatMap(loggedLines),
    ];
    const doors = sides.map(({ door, check }, index) => ({
      name: door.name,
      statuses: check.statuses,
      cpuMs: cpuMs[index],
    }));
    sayTable(
      ["", "requests", "answers"],
      doors.map(({ name, statuses }) => [name, String(sum(statuses)), inWords(statuses)]),
    );
    say(`${run.rounds} rounds; receiver at ${run.residentMib.map((mib) => mib.toFixed(0)).at(-1) ?? "?"} MiB`);
    for (const problem of problems) say(`WRONG: ${problem}`);
    return { isOk: problems.length === 0, result: { seed, seconds, problems, doors, ...run } };
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openSides(database: BenchDatabase, ledger: SigningLedger, dataDir: string): Promise<Side[]> {
  const open = async (name: string, openDoor: typeof openInProcess): Promise<Side> => {
    const { url, pool } = await database.openAnother(name);
    for (const [slug, { provider, sharedHeaders }] of Object.entries(FUZZ_SOURCES)) {
      const credentials = provider === "asset" ? { jwks: ledger.keySet } : { secrets: { fuzz: ledger.secret } };
      await insertSource(pool, provider, slug, { ...credentials, sharedHeaders: [...sharedHeaders] });
    }
    const door = await openDoor(url, path.join(dataDir, name));
    return { pool, door, check: createStoredCheck(pool, ledger) };
  };
  return [await open("fuzz_process", openReceiverProcess), await open("fuzz_function", openInProcess)];
}

function failureLines({ failure }: FuzzRun, out: string, ledger: SigningLedger): string[] {
  if (failure === null) return [];
  const file = writeFailure(out, failure, ledger);
  const shown = failure.requests.map(({ history }) => history.join(" → "));
  return [`${failure.door}: ${failure.message} (--seed ${failure.seed}, ${file})`, ...shown];
}

function memoryLines({ residentMib }: FuzzRun): string[] {
  if (residentMib.length < ENOUGH_SAMPLES) return [];
  const quarter = Math.floor(residentMib.length / 4);
  const [early, late] = [median(residentMib.slice(quarter, 2 * quarter)), median(residentMib.slice(-quarter))];
  const most = Math.max(...residentMib);
  return [
    ...(late - early > MAX_GROWTH_MIB ? [`the receiver grew from ${early.toFixed(0)} to ${late.toFixed(0)} MiB`] : []),
    ...(most > MAX_RESIDENT_MIB ? [`the receiver took ${most.toFixed(0)} MiB`] : []),
  ];
}

/** An error that a door only logs has lost something all the same; the first few tell enough. */
function loggedLines({ door }: Side): string[] {
  const lines = door.errors();
  return lines
    .slice(0, LOGGED_LINES)
    .map((line) => `${door.name} logged ${lines.length} errors: ${line.slice(0, 600)}`);
}

/** Every refusal of the function is counted for its source; those of the process may be the HTTP parser's own. */
async function uncountedLines(sides: readonly Side[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { door, pool } of sides) {
    const refused = door.refused();
    const { rows } = await pool.query<{ count: number }>(COUNTED);
    const counted = rows[0]?.count ?? 0;
    if (refused !== null && refused !== counted) lines.push(`${refused} refusals, of which ${counted} were counted`);
  }
  return lines;
}

const COUNTED = "SELECT coalesce(sum(count), 0)::int AS count FROM request_minutes WHERE outcome = 'rejected'";

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function sum(statuses: Readonly<Record<string, number>>): number {
  return Object.values(statuses).reduce((total, count) => total + count, 0);
}

function inWords(statuses: Readonly<Record<string, number>>): string {
  return Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(", ");
}
