import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noteDatabase } from "#lib/db/database-presence.ts";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { newId } from "#lib/platform/ids.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { submitSignIn } from "#lib/testing/sign-in-form.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { GET as getEvents } from "./events/route.ts";
import { GET as getSpool } from "./spool/route.ts";

const WAITING = {
  state: "keeping",
  waiting: 37,
  bytes: 900,
  since: "2026-11-22T14:02:11.000Z",
  setAside: 0,
  problem: null,
};
const EMPTY = { ...WAITING, state: "empty", waiting: 0, bytes: 0, since: null };
const REFUSED = "postgresql://postgres@127.0.0.1:1/none";

let installation: TestConsole;
let url: string;
let cookie: string;
let key: string;
const spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-spool-"));

beforeAll(async () => {
  installation = await openTestConsole({ SIGNALBOX_SPOOL_DIR: spoolDir });
  url = installation.database.url;
  cookie = await installation.createSession(await installation.createOperator("viewer"));
  key = await installation.createApiKey("overview:read", "event:read");
});
afterAll(async () => {
  await closeReadPool();
  await installation.close();
  rmSync(spoolDir, { recursive: true, force: true });
});
beforeEach(async () => {
  rmSync(spoolDir, { recursive: true, force: true });
  await installation.database.pool.query("TRUNCATE heartbeats");
  await useDatabase(url);
  noteDatabase("answers");
});

/** Lets the console believe that its database is there. */
async function useDatabase(address: string): Promise<void> {
  await prisma.$disconnect();
  Reflect.deleteProperty(globalThis, "signalboxPrisma");
  await closeReadPool();
  process.env.DATABASE_URL = address;
}

function beat(process: string, spool: unknown) {
  return installation.database.pool.query(
    "INSERT INTO heartbeats (process, instance, beat_at, started_at, spool) VALUES ($1, 'host:1', now(), now(), $2)",
    [process, JSON.stringify(spool)],
  );
}

function writeStatus(name: string, status: unknown) {
  const folder = path.join(spoolDir, `${name}-${newId()}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "status.json"), JSON.stringify({ name, status }));
}

async function ask(credentials: { cookie?: string; apiKey?: string }) {
  const response = await getSpool(consoleRequest("/api/v1/spool", credentials));
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
}

test("while the database answers, heartbeats say what doors keep", async () => {
  await beat("receiver", { ...WAITING, state: "draining" });
  await beat("console", EMPTY);
  await beat("worker", null);
  const { status, body } = await ask({ apiKey: key });
  expect(status).toBe(200);
  expect(body).toMatchObject({ database: "up", downSince: null, total: { state: "draining", waiting: 37 } });
  expect(body.doors).toMatchObject([{ name: "receiver", instance: "host:1" }]);
});

describe("while the database is away", () => {
  beforeEach(() => useDatabase(REFUSED));

  test("whoever was signed in learns from this machine's disk what is kept", async () => {
    writeStatus("receiver", WAITING);
    writeStatus("console", EMPTY);
    const { status, body } = await ask({ cookie });
    expect(status).toBe(200);
    expect(body).toMatchObject({ database: "down", total: { state: "keeping", waiting: 37 } });
    expect(Date.parse(body.downSince)).toBeGreaterThan(Date.now() - 5_000);
    expect(body.doors).toMatchObject([{ name: "receiver", instance: null }]);
  });

  test("nobody else learns anything", async () => {
    writeStatus("receiver", WAITING);
    expect(await ask({})).toMatchObject({ status: 401 });
    expect(await ask({ cookie: `${cookie.slice(0, -8)}AAAAAAAA` })).toMatchObject({ status: 401 });
    expect(await ask({ apiKey: key })).toMatchObject({
      status: 503,
      body: { error: { code: "unavailable" } },
    });
  });

  test("a password that cannot be looked up is not called wrong", async () => {
    const response = await submitSignIn({ email: "ada@example.test" });
    expect(response.status).toBe(503);
    expect((await response.json()).error.message).toContain("The database does not answer");
  });

  test("every other question is answered 503, with words and when to come again", async () => {
    const response = await getEvents(consoleRequest("/api/v1/events", { cookie }), {});
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    const { error } = await response.json();
    expect(error).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("The database does not answer"),
    });
  });
});
