import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLockHolder } from "#lib/testing/lock-holder.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-folder-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const LOCK = `import { lockFolder } from ${JSON.stringify(new URL("./folder-lock.ts", import.meta.url).href)};`;

function holder(file: string) {
  return startLockHolder(`${LOCK}
    globalThis.lock = lockFolder(${JSON.stringify(file)});
    process.stdout.write(globalThis.lock === null ? "held" : "locked");`);
}

test.each([
  ["a short path", "receiver"],
  ["a path longer than a socket address", "long-".repeat(40)],
])("%s: one holder at a time, in this process and among processes", async (_, name) => {
  const file = path.join(folder, name);
  const own = lockFolder(file);
  expect(own).not.toBeNull();
  expect(lockFolder(file)).toBeNull();
  own?.release();
  const child = await holder(file);
  expect(lockFolder(file)).toBeNull();
  child.kill("SIGKILL");
  await once(child, "close");
  const again = lockFolder(file);
  expect(again).not.toBeNull();
  again?.release();
});

test("a holder that is stopped keeps its lock", async () => {
  const file = path.join(folder, "receiver");
  const child = await holder(file);
  child.kill("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lockFolder(file)).toBeNull();
  child.kill("SIGKILL");
  await once(child, "close");
});

test("of many that want a free lock at once, one has it", () => {
  const file = path.join(folder, "receiver");
  const locks: (FolderLock | null)[] = Array.from({ length: 50 }, () => lockFolder(file));
  expect(locks.filter((lock) => lock !== null)).toHaveLength(1);
  for (const lock of locks) lock?.release();
});

test("a release that is repeated takes nothing from the next holder", () => {
  const file = path.join(folder, "receiver");
  const first = lockFolder(file);
  first?.release();
  const second = lockFolder(file);
  first?.release();
  expect(lockFolder(file)).toBeNull();
  second?.release();
});
