import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "vitest";

/** Another process that takes a lock and keeps it. The module code given takes it, and writes "locked" when it has it. */
export async function startLockHolder(code: string): Promise<ChildProcess> {
  const keptAlive = `${code}\nsetInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", keptAlive], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  expect(String(said)).toBe("locked");
  return child;
}
