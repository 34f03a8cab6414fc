import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DoorProcess, startDoor, TEST_SECRET } from "#lib/testing/door-process.ts";
import { runCli } from "#lib/testing/run-cli.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

let database: TestDatabase;
let receiver: DoorProcess;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-cli-"));

beforeAll(async () => {
  database = await openTestDatabase();
  receiver = await startDoor("receiver", database.url);
});
afterAll(async () => {
  await receiver.stop();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(...args: string[]) {
  return runCli(args, {
    DATABASE_URL: database.url,
    SIGNALBOX_SECRET: TEST_SECRET,
    SIGNALBOX_DATA_DIR: dataDir,
    SIGNALBOX_RECEIVER_URL: receiver.url,
  }).finished;
}

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
  return rows[0]?.count ?? -1;
}

test("simulate needs nothing prepared: as many events as asked for, all simulated, none refused", async () => {
  const { code, stdout } = await run("simulate", "--count", "60", "--rate", "200", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ answers: { 200: 60 }, delivered: 60, failed: 0 });
  expect(await count("events WHERE 'simulated' = ANY (flags)")).toBe(60);
  expect(await count("requests WHERE outcome = 'rejected'")).toBe(0);
  expect(await count("(SELECT DISTINCT type FROM events) t")).toBe(16);
  expect(statSync(path.join(dataDir, "simulator/asset-private-key.pem")).mode & 0o077).toBe(0);
});

test("duplicates make no events, forgeries are refused, and neither is anything else", async () => {
  const knobs = ["--duplicates", "0.3", "--bad-signatures", "0.3", "--disorder", "0.3", "--seed", "chaos"];
  const { code, stdout } = await run("simulate", "--count", "40", "--rate", "200", "--json", ...knobs);
  const { planned } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(await count("events")).toBe(100);
  expect(await count("requests WHERE is_duplicate")).toBe(planned.duplicate);
  // Rejections are written in batches, a moment after they were answered.
  const refused = () => count("requests WHERE outcome = 'rejected' AND status = 401");
  await expect.poll(refused, { timeout: 5_000 }).toBe(planned.forgery);
});

test("an operator and an API key can be made, and the audit log that tells of it is intact", async () => {
  const operator = await run("operator", "create", "--email", "ann@example.test", "--json");
  expect(JSON.parse(operator.stdout)).toMatchObject({ link: { url: expect.stringContaining("/link#") } });
  const again = await run("operator", "create", "--email", "Ann@example.test");
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("already") });
  const key = await run("api-key", "create", "--name", "cli", "--scope", "viewer");
  expect(key.stdout).toMatch(/^sbx_\S+\n$/);
  expect(await run("audit", "verify")).toMatchObject({ code: 0, stdout: expect.stringContaining("intact") });
});

test("an audit entry that was changed is found", async () => {
  const client = await database.pool.connect();
  await client.query("SET session_replication_role = replica");
  await client.query("UPDATE audit_entries SET actor_label = 'nobody' WHERE seq = 2");
  await client.query("SET session_replication_role = origin");
  client.release();
  expect(await run("audit", "verify")).toMatchObject({
    code: 1,
    stderr: "Audit entry 2 was changed after it had been written.\n",
  });
});

test("doctor finds what is there and what is missing", async () => {
  const { stdout } = await run("doctor", "--json");
  const findings: { check: string; level: string }[] = JSON.parse(stdout);
  const levels = new Map(findings.map(({ check, level }) => [check, level]));
  expect(levels.get("migrations")).toBe("ok");
  expect(levels.get("receiver heartbeat")).toBe("ok");
  expect(levels.get("worker heartbeat")).toBe("warning");
});
