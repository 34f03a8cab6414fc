import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assetBody, assetHeaders } from "#lib/testing/asset-webhook.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { type DoorProcess, startDoor } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { openStoppableDatabase, type StoppableDatabase } from "#lib/testing/stoppable-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

const BODY = assetBody("BUSINESS_CREATED", { business_id: "biz_1", timestamp: "2026-01-12T16:04:11Z" });
const spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-keys-"));
const first = createRsaSigner();
const second = createRsaSigner();
const stranger = createRsaSigner();

let database: StoppableDatabase;
let provider: CountingServer;
let door: DoorProcess;
let published: unknown[] | null = [first.jwk];

const start = () => startDoor("receiver", database.url, { SIGNALBOX_SPOOL_DIR: spoolDir });

beforeAll(async () => {
  provider = await startHttpServer((_request, response) =>
    published === null ? response.destroy() : response.end(JSON.stringify({ keys: published })),
  );
  database = await openStoppableDatabase();
  await insertSource(database.pool, "asset", "asset", { jwksUrl: `${provider.url}/jwks.json` });
  door = await start();
}, 120_000);
afterAll(async () => {
  await door?.stop("SIGKILL");
  await database?.close();
  await provider?.close();
  rmSync(spoolDir, { recursive: true, force: true });
});

async function post(signer: typeof first): Promise<number> {
  const headers = { ...assetHeaders(signer, BODY), "content-type": "application/json" };
  const response = await fetch(`${door.url}/api/webhooks/asset`, { method: "POST", headers, body: BODY });
  await response.arrayBuffer();
  return response.status;
}

test("a rotation while the database is away is in force at once, survives a restart, and is saved and audited later", async () => {
  await eventually(async () => expect(await post(first)).toBe(200));
  await eventually(async () => {
    const { rowCount } = await database.pool.query("SELECT 1 FROM source_key_sets WHERE fetched_at IS NOT NULL");
    expect(rowCount).toBe(1);
  });
  await database.stop();
  published = [second.jwk];
  const startedAtMs = performance.now();
  expect(await post(second)).toBe(200);
  expect(performance.now() - startedAtMs).toBeLessThan(5000);
  expect(await post(first)).toBe(200);
  expect([401, 503]).toContain(await post(stranger));

  published = null;
  await eventually(() => expect(statSync(path.join(spoolDir, "sources.json")).mode & 0o777).toBe(0o600));
  await door.stop("SIGKILL");
  door = await start();
  expect(await post(second)).toBe(200);
  expect(await post(first)).toBe(200);
  expect([401, 503]).toContain(await post(stranger));

  await database.start();
  await eventually(async () => {
    const { rows: saved } = await database.pool.query<{ document: unknown }>("SELECT document FROM source_key_sets");
    expect(saved).toEqual([{ document: { keys: [second.jwk] } }]);
    const { rows: audited } = await database.pool.query(
      "SELECT 1 FROM audit_entries WHERE action = 'source.keys_rotated'",
    );
    expect(audited).toHaveLength(1);
    const { rows: stored } = await database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM events");
    expect(stored[0]?.count).toBe(5);
  }, 30_000);
  expect(await post(second)).toBe(200);
  expect(await post(first)).toBe(200);
}, 120_000);
