import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { inspectSpool } from "./inspect-spool.ts";

const NOW = new Date("2026-11-22T14:20:00.000Z");
const EMPTY = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };

let spoolDir: string;
beforeEach(() => {
  spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-spool-"));
});
afterEach(() => rmSync(spoolDir, { recursive: true, force: true }));

async function findings(status?: object): Promise<[string, string][]> {
  if (status !== undefined) {
    const folder = path.join(spoolDir, `receiver-${newId()}`);
    mkdirSync(folder);
    writeFileSync(path.join(folder, "status.json"), JSON.stringify({ name: "receiver", status }));
  }
  const found = await inspectSpool(spoolDir, NOW);
  return found.filter(({ says }) => !says.includes("are free")).map(({ level, says }) => [level, says]);
}

test("an empty spool that can be written is fine", async () => {
  expect(await findings(EMPTY)).toEqual([["ok", "Nothing waits in the spool."]]);
});

test("what waits is told with since when, what lies aside and what is refused are problems", async () => {
  const since = "2026-11-22T14:02:11.000Z";
  const problem = "The disk is full.";
  expect(await findings({ ...EMPTY, state: "refusing", waiting: 37, since, setAside: 2, problem })).toEqual([
    ["problem", "Webhooks are refused: the disk is full."],
    ["warning", "37 events spooled since 14:02 UTC."],
    ["problem", "2 pieces lie aside."],
  ]);
});

test("a spool that was never made is no problem yet", async () => {
  rmSync(spoolDir, { recursive: true });
  expect(await findings()).toEqual([["warning", `${spoolDir} does not exist yet.`]]);
});
