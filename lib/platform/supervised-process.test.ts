import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "./log.ts";
import { type Supervisor, supervise } from "./supervisor.ts";

const PATIENCE = { timeout: 10_000 };

let folder: string;
let supervisor: Supervisor;
let lines: Record<string, unknown>[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-supervised-"));
  lines = [];
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true });
});

/** Notes what happens to it; \`mode\` in its folder says how the next one behaves. */
const PROCESS = `
  import { appendFileSync, readFileSync } from "node:fs";
  const note = (word) => appendFileSync("story", process.pid + " " + word + "\\n");
  const mode = readFileSync("mode", "utf8");
  note("starts");
  if (mode === "ends") process.exit(1);
  process.on("SIGTERM", () => {
    note("leaves");
    process.send("leaving");
    setTimeout(() => process.exit(0), 300);
  });
  process.on("SIGINT", () => {
    note("hurries");
    process.exit(0);
  });
  setInterval(() => undefined, 1000);
  if (mode === "well") note("is ready"), process.send("ready");
`;

async function run(plan: { mayOverlap?: true }) {
  const file = path.join(folder, "process.mjs");
  writeFileSync(file, PROCESS);
  behave("well");
  appendFileSync(path.join(folder, "story"), "");
  const log = createLog("start", { level: "info", destination: { write: (line) => lines.push(JSON.parse(line)) } });
  supervisor = supervise([{ name: "receiver", file, cwd: folder, env: process.env, ...plan }], log);
  await supervisor.whenReady("receiver");
}

function behave(mode: "well" | "ends" | "silent") {
  writeFileSync(path.join(folder, "mode"), mode);
}

/** What happened so far, the processes numbered in the order of their start. */
function story(): string[] {
  const told = readFileSync(path.join(folder, "story"), "utf8").split("\n").filter(Boolean);
  const pids = [...new Set(told.map((line) => line.split(" ")[0]))];
  return told.map((line) => line.replace(/^\d+/, (pid) => String(pids.indexOf(pid) + 1)));
}

function pid(number: number): number {
  const told = readFileSync(path.join(folder, "story"), "utf8").split("\n").filter(Boolean);
  return Number([...new Set(told.map((line) => line.split(" ")[0]))][number - 1]);
}

const messages = () => lines.map(({ msg }) => msg);

test("a process is told to leave when its successor is ready, and not before", async () => {
  await run({ mayOverlap: true });
  expect(await supervisor.restart()).toEqual({ kind: "restarted" });
  await expect.poll(story, PATIENCE).toEqual(["1 starts", "1 is ready", "2 starts", "2 is ready", "1 leaves"]);
});

test("a process that must be alone has ended before its successor starts", async () => {
  await run({});
  expect(await supervisor.restart()).toEqual({ kind: "restarted" });
  await expect.poll(story, PATIENCE).toEqual(["1 starts", "1 is ready", "1 leaves", "2 starts", "2 is ready"]);
});

test("a successor that does not start leaves the old process at work, and the restart is given up", async () => {
  await run({ mayOverlap: true });
  behave("ends");
  expect(await supervisor.restart()).toEqual({ kind: "given_up" });
  expect(story()).toEqual(["1 starts", "1 is ready", "2 starts"]);
  expect(messages()).toContain("the restart was given up: a new process did not get ready");
  behave("well");
  expect(await supervisor.restart()).toEqual({ kind: "restarted" });
});

test("one that leaves because somebody else told it to has its successor started while it leaves", async () => {
  await run({ mayOverlap: true });
  process.kill(pid(1), "SIGTERM");
  await expect.poll(story, PATIENCE).toEqual(["1 starts", "1 is ready", "1 leaves", "2 starts", "2 is ready"]);
  await expect.poll(() => isAlive(pid(1)), PATIENCE).toBe(false);
  expect(messages()).toEqual(["a process leaves and its successor is started"]);
});

test("one that was ready and is killed is started again at once, and later the second time", async () => {
  await run({ mayOverlap: true });
  process.kill(pid(1), "SIGKILL");
  await expect.poll(story, PATIENCE).toContain("2 is ready");
  process.kill(pid(2), "SIGKILL");
  await expect.poll(story, PATIENCE).toContain("3 is ready");
  expect(lines).toMatchObject([
    { signal: "SIGKILL", restartInMs: 0 },
    { signal: "SIGKILL", restartInMs: 1_000 },
  ]);
});

test("one that dies while its successor is not ready yet is succeeded once, not twice", async () => {
  await run({ mayOverlap: true });
  const restarted = supervisor.restart();
  process.kill(pid(1), "SIGKILL");
  expect(await restarted).toEqual({ kind: "restarted" });
  expect(story()).toEqual(["1 starts", "1 is ready", "2 starts", "2 is ready"]);
});

test("stopping in the middle of a restart ends the old process and the new one, and starts no other", async () => {
  await run({ mayOverlap: true });
  behave("silent");
  const restarted = supervisor.restart();
  await expect.poll(story, PATIENCE).toContain("2 starts");
  await supervisor.stop();
  expect(await restarted).toEqual({ kind: "stopping" });
  expect([1, 2].map((number) => isAlive(pid(number)))).toEqual([false, false]);
  expect(story()).not.toContain("3 starts");
  expect(messages()).toEqual([]);
});

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
