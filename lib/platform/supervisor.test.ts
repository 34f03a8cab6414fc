import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "./log.ts";
import { type Supervisor, supervise } from "./supervisor.ts";

let folder: string;
let supervisor: Supervisor | null = null;
let lines: Record<string, unknown>[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-supervisor-"));
  lines = [];
});
afterEach(async () => {
  await supervisor?.stop();
  rmSync(folder, { recursive: true });
});

/** Starts a process from this code; `started` in its folder gets a line each time. */
function run(code: string) {
  const file = path.join(folder, "process.mjs");
  const count = `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(path.join(folder, "started"))}, "x");`;
  writeFileSync(file, `${count}\n${code}`);
  const log = createLog("start", { level: "info", destination: { write: (line) => lines.push(JSON.parse(line)) } });
  supervisor = supervise([{ name: "receiver", file, cwd: folder, env: process.env }], log);
  return supervisor;
}

const starts = () => readFileSync(path.join(folder, "started"), "utf8").length;

test("a process is ready when it says so, and ends when it is told to", async () => {
  const running = run('process.send("ready"); setInterval(() => undefined, 1000);');
  await running.whenReady("receiver");
  await running.stop();
  expect(starts()).toBe(1);
  expect(lines).toEqual([]);
});

test("a process that ends is started again, and each end is logged with its code", async () => {
  run("process.exit(3);");
  await expect.poll(starts, { timeout: 10_000 }).toBe(3);
  expect(lines[0]).toMatchObject({ level: "warn", name: "receiver", code: 3, restartInMs: 500 });
  expect(lines[1]).toMatchObject({ restartInMs: 1_000 });
});

test("a process that keeps ending before it was ready makes the start fail with its name", async () => {
  const running = run("process.exit(1);");
  await expect(running.whenReady("receiver")).rejects.toThrow("The receiver ended 5 times in a row");
  expect(lines.at(-1)).toMatchObject({ level: "error", times: 5 });
}, 30_000);
