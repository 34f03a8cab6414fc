import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLockHolder } from "#lib/testing/lock-holder.ts";
import { lockExclusively } from "./exclusive-lock.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function holder(file: string) {
  return startLockHolder(`import { lockExclusively } from ${JSON.stringify(new URL("./exclusive-lock.ts", import.meta.url).href)};
    const lock = await lockExclusively(${JSON.stringify(file)});
    process.stdout.write(lock.kind);`);
}

test.each([
  ["a short path", "running.sock"],
  ["a path longer than a socket address", `${"long-".repeat(25)}.sock`],
])("%s: a lock is held against other processes, and its owner is named", async (_, name) => {
  const file = path.join(folder, name);
  const child = await holder(file);
  expect(await lockExclusively(file)).toEqual({ kind: "held", pid: child.pid });
  child.kill("SIGKILL");
  await once(child, "close");
});

test("a lock whose owner was killed is free at once", async () => {
  const file = path.join(folder, "running.sock");
  const child = await holder(file);
  child.kill("SIGKILL");
  await once(child, "close");
  const lock = await lockExclusively(file);
  expect(lock.kind).toBe("locked");
  if (lock.kind === "locked") lock.release();
});
