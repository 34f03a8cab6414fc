import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { drainAll, idsOf, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import { TestDisk } from "#lib/testing/test-disk.ts";
import type { DrainStore, Spool } from "./spool.ts";

type Step =
  | { kind: "append"; count: number }
  | { kind: "drain"; results: ("stored" | "unavailable" | "impossible")[] }
  | { kind: "reopen" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 9 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("drain" as const),
        results: fc.array(
          fc.oneof(
            { weight: 8, arbitrary: fc.constant("stored" as const) },
            { weight: 1, arbitrary: fc.constant("unavailable" as const) },
            { weight: 1, arbitrary: fc.constant("impossible" as const) },
          ),
          { minLength: 1, maxLength: 20 },
        ),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
  ),
  { minLength: 1, maxLength: 10 },
);

const story = fc.record({
  steps,
  /** The call at which the machine stops. */
  calls: fc.integer({ min: 1, max: 220 }),
  /** Calls that fail before, each by its number. */
  faults: fc.uniqueArray(fc.integer({ min: 15, max: 200 }), { maxLength: 3 }),
  chances: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 60 }),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;
const RUNS = 60;

/** What the senders were told, and what the database has. */
class Ledger {
  readonly acknowledged = new Set<string>();
  readonly stored = new Set<string>();

  async append(spool: Spool, row: StoreRow): Promise<void> {
    if ((await spool.append(row)).kind === "kept") this.acknowledged.add(row.eventId);
  }

  storing(results: readonly Awaited<ReturnType<DrainStore>>[number][]): DrainStore {
    let at = 0;
    return (rows) =>
      Promise.resolve(
        rows.map((row) => {
          const result = results[at++ % results.length] ?? "stored";
          if (result === "stored") this.stored.add(row.eventId);
          return result;
        }),
      );
  }
}

/** Lives the story on a disk that stops; ends when it is over or the machine stands still. */
async function live(disk: TestDisk, root: string, given: readonly Step[], ledger: Ledger): Promise<void> {
  const spools = startSpoolTest(root);
  const options = { files: disk.files, segmentBytes: 3000 };
  const other = await spools.open({ ...options, name: "console" });
  await Promise.all(spoolRows(4).map((row) => ledger.append(other, row)));
  await other.close();
  let spool = await spools.open(options);
  for (const step of given) {
    if (step.kind === "append") await Promise.all(spoolRows(step.count).map((row) => ledger.append(spool, row)));
    else if (step.kind === "drain") await spool.drain(ledger.storing(step.results));
    else {
      await spool.close();
      spool = await spools.open(options);
    }
  }
}

async function whenOver(disk: TestDisk, living: Promise<void>): Promise<void> {
  const isOff = new Promise<void>((resolve) => {
    disk.onOff = resolve;
  });
  await Promise.race([living, isOff]);
  disk.callsLeft = 0;
  await disk.settled();
}

/** The ids of what the next process finds: what it drains, and what was set aside because the database refused it. */
async function findAfter(root: string): Promise<Set<string>> {
  const spools = startSpoolTest(root);
  const spool = await spools.open();
  const ids = idsOf(await drainAll(spool));
  expect(spool.status().waiting).toBe(0);
  const aside = readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => path.basename(file, ".record"));
  await spool.close();
  return new Set([...ids, ...aside]);
}

async function expectNothingLost(given: Story, how: "kill" | "power"): Promise<void> {
  const base = mkdtempSync(path.join(os.tmpdir(), "signalbox-loss-"));
  const root = path.join(base, "before");
  const after = path.join(base, "after");
  const disk = new TestDisk();
  const ledger = new Ledger();
  disk.callsLeft = given.calls;
  disk.fault = () => (given.faults.includes(disk.calls.length) ? new Error("EIO: it failed") : undefined);
  await whenOver(disk, live(disk, root, given.steps, ledger));
  const acknowledged = [...ledger.acknowledged].filter((id) => !ledger.stored.has(id));
  let chance = 0;
  if (how === "kill") disk.copyAfterKill(root, after);
  else disk.copyAfterPowerLoss(root, after, () => given.chances[chance++ % given.chances.length] ?? 0);
  const found = await findAfter(after);
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  await disk.release();
  rmSync(base, { recursive: true, force: true });
}

test.each(["kill", "power"] as const)(
  "whatever fails and wherever the process ends (%s), what was acknowledged is in the database or on the disk",
  async (how) => {
    await fc.assert(
      fc.asyncProperty(story, (given) => expectNothingLost(given, how)),
      { numRuns: RUNS },
    );
  },
  180_000,
);
