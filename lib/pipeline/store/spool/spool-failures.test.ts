import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { startSpoolProcess } from "#lib/testing/spool-process.ts";
import { drainAll, idsOf, type SpoolTest, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import { type Fault, TestDisk } from "#lib/testing/test-disk.ts";
import type { Spool } from "./spool.ts";

let spools: SpoolTest;
let disk: TestDisk;

beforeEach(() => {
  spools = startSpoolTest();
  disk = new TestDisk();
});
afterEach(() => spools.end());

/** Appends one after the other and returns those that were kept. */
async function appendAll(spool: Spool, rows: readonly StoreRow[]): Promise<StoreRow[]> {
  const kept: StoreRow[] = [];
  for (const row of rows) if ((await spool.append(row)).kind === "kept") kept.push(row);
  return kept;
}

/** Lets one call of this kind on a segment fail, the nth. */
function failOnce(op: string, nth: number, fault: Fault): void {
  let seen = 0;
  disk.fault = (called, file) => {
    if (called !== op || !file.endsWith(".log")) return undefined;
    seen += 1;
    return seen === nth ? fault : undefined;
  };
}

const EIO = new Error("EIO: i/o error");
const ENOSPC = new Error("ENOSPC: no space left on device");

test.each([
  ["datasync", EIO],
  ["write", ENOSPC],
  ["write", EIO],
])(
  "C08: a %s that fails with %o refuses exactly its own webhooks, and the next go into another file",
  async (op, fault) => {
    const spool = await spools.open({ files: disk.files });
    failOnce(op, 5, fault);
    const rows = spoolRows(10);
    const kept = await appendAll(spool, rows);
    expect(idsOf(kept)).toEqual(idsOf(rows.filter((_, index) => index !== 4)));
    expect(await drainAll(spool)).toEqual(kept);
    expect(spool.status()).toMatchObject({ state: "empty", problem: null, setAside: 0 });
  },
);

test("C08: what a failed sync left in a file is not there for the next process either", async () => {
  const spool = await spools.open({ files: disk.files });
  failOnce("datasync", 5, EIO);
  const kept = await appendAll(spool, spoolRows(10));
  await spool.close();
  const next = await spools.open();
  expect(await drainAll(next)).toEqual(kept);
  expect(next.status().setAside).toBe(0);
});

test("C08: a write that takes only half of the bytes is finished, not taken for the whole", async () => {
  const spool = await spools.open({ files: disk.files });
  disk.fault = (op) => (op === "write" ? "short" : undefined);
  const rows = spoolRows(5);
  expect(await appendAll(spool, rows)).toEqual(rows);
  expect(await drainAll(spool)).toEqual(rows);
});

test("C08: a write that stops half-way leaves nothing of it", async () => {
  const spool = await spools.open({ files: disk.files });
  const [first, second, third] = spoolRows(3);
  if (first === undefined || second === undefined || third === undefined) return;
  expect(await appendAll(spool, [first])).toEqual([first]);
  let writes = 0;
  disk.fault = (op, file) => {
    if (op !== "write" || !file.endsWith(".log")) return undefined;
    writes += 1;
    return writes === 1 ? "short" : writes === 2 ? ENOSPC : undefined;
  };
  expect(await appendAll(spool, [second, third])).toEqual([third]);
  await spool.close();
  expect(await drainAll(await spools.open())).toEqual([first, third]);
});

test("C08: a disk that fails for good refuses everything in words, and what was kept before is drained", async () => {
  const spool = await spools.open({ files: disk.files });
  const [first, ...others] = spoolRows(30);
  if (first === undefined) return;
  await spool.append(first);
  disk.fault = (op) => (op === "write" || op === "datasync" ? EIO : undefined);
  expect(await appendAll(spool, others)).toEqual([]);
  expect(spool.status()).toMatchObject({ state: "refusing", waiting: 1, problem: expect.stringMatching("EIO") });
  expect(await drainAll(spool)).toEqual([first]);
  disk.fault = () => undefined;
  await eventually(() => expect(spool.status().problem).toBeNull());
});

test("a disk that does not answer refuses in time, and what it writes later is not drained", async () => {
  const spool = await spools.open({ files: disk.files });
  const [first, ...others] = spoolRows(4);
  if (first === undefined) return;
  await spool.append(first);
  let goOn: () => void = () => undefined;
  const hanging = new Promise<undefined>((resolve) => {
    goOn = () => resolve(undefined);
  });
  disk.fault = (op, file) => (op === "datasync" && file.endsWith(".log") ? hanging : undefined);
  const outcomes = await Promise.all(others.map((row) => spool.append(row)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["refused", "refused", "refused"]);
  goOn();
  await eventually(() => expect(spool.status().problem).toBeNull());
  expect(await drainAll(spool)).toEqual([first]);
});

test("a file that cannot be read for now holds up no other, and is drained once it can be", async () => {
  const spool = await spools.open({ files: disk.files, segmentBytes: 1 });
  const rows = spoolRows(3);
  await appendAll(spool, rows);
  disk.fault = (op, file) => (op === "read" && file.endsWith("00000001.log") ? EIO : undefined);
  expect(await drainAll(spool)).toEqual(rows.slice(1));
  expect(spool.status()).toMatchObject({ waiting: 1, setAside: 0 });
  disk.fault = () => undefined;
  expect(await drainAll(spool)).toEqual(rows.slice(0, 1));
  expect(spool.status().waiting).toBe(0);
});

describe("a file size limit of the system", () => {
  test.runIf(process.platform === "linux")(
    "refuses what does not fit, and everything acknowledged is there",
    async () => {
      const limit = ["prlimit", "--fsize=200000", "--"];
      const filler = await startSpoolProcess(spools.root, { launcher: limit });
      await filler.reach(500);
      await eventually(() => expect(filler.refused.length).toBeGreaterThan(0));
      await filler.end("SIGKILL");
      expect(filler.refused[0]).toMatch("EFBIG");
      const drained = (await drainAll(await spools.open())).map((row) => row.providerKey);
      expect(filler.kept.filter((key) => !drained.includes(key))).toEqual([]);
    },
  );
});

/** Runs `work` on a disk of 2 MiB; false where this system does not let us have one. */
async function onTinyDisk(work: (root: string) => Promise<void>): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-tiny-"));
  const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]).status === 0;
  try {
    if (isMounted) await work(path.join(folder, "spool"));
    return isMounted;
  } finally {
    if (isMounted) spawnSync("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a disk filled to its last byte refuses in words, gives what it kept, and then keeps again", async (context) => {
  const isRun = await onTinyDisk(async (root) => {
    const full = startSpoolTest(root);
    const spool = await full.open({ segmentBytes: 500_000 });
    const kept = await appendAll(spool, spoolRows(300, { raw: Buffer.alloc(20_000, "x") }));
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.length).toBeLessThan(110);
    expect(spool.status()).toMatchObject({ state: "refusing", problem: expect.stringMatching("ENOSPC") });
    await spool.close();
    // The next process has no room for a folder of its own.
    const next = await full.open({ segmentBytes: 500_000 });
    expect(await drainAll(next)).toEqual(kept);
    expect(readdirSync(root).filter((name) => statSync(path.join(root, name)).isDirectory())).toHaveLength(1);
    await eventually(async () => expect(await appendAll(next, spoolRows(1))).toHaveLength(1));
    await full.end();
  });
  if (!isRun) context.skip("no disk can be mounted here");
});
