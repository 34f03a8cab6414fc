import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { createStore } from "#lib/pipeline/store/store.ts";
import { SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { assetBody, assetHeaders } from "#lib/testing/asset-webhook.ts";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import type { Door } from "./incoming-request.ts";
import { RejectionLog } from "./rejection-log.ts";
import { startReverifying } from "./start-reverifying.ts";

const BODY = assetBody("BUSINESS_CREATED", { business_id: "biz_1", timestamp: "2026-01-12T16:04:11Z" });
const SECRET = "a signing secret of more than thirty-two";
const genuine = createRsaSigner();
const stranger = createRsaSigner();
const log = createLog("receiver", { level: "silent" });
let database: TestDatabase;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  await insertDestination(database.pool, "Ledger");
});
beforeEach(() => query("TRUNCATE requests, events, bodies, deliveries, source_secrets, sources CASCADE"));
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.pool.query<Row>(sql, values)).rows;
}

/** What a door does beside its socket: it knows the sources, stores, and looks after what is held. */
async function openParts(door: Door = "console") {
  const { pool } = database;
  const registry = new SourceRegistry({ pool, secretBox: createSecretBox(TEST_SECRET), log });
  await registry.start(() => undefined);
  const verify = {
    keySets: { refreshOnDemand: async () => "failed" as const },
    findSource: (slug: string) => registry.find(slug),
    now: () => registry.now(),
  };
  const store = createStore({ pool, lane: Math.floor(Math.random() * 1000) });
  const stop = startReverifying(door, { pool, log, context: { registry, verify, store } });
  ends.push(async () => {
    await stop();
    registry.stop();
  });
}

type Changes = { headers?: object; cause?: string; body?: Buffer; sharedHeaderPassed?: boolean | null };

async function hold(sourceId: string, slug: string, changes: Changes = {}) {
  const { headers = assetHeaders(genuine, BODY), ...given } = changes;
  const body = given.body ?? Buffer.from(BODY);
  const row = {
    id: newId(),
    sourceId,
    slug,
    door: "receiver",
    status: 503,
    cause: "keys_unavailable",
    receivedAt: new Date(Date.now() - 60_000).toISOString(),
    remoteAddress: null,
    headersJson: JSON.stringify(Object.entries(headers)),
    bodySize: body.length,
    bodyPrefix: body.subarray(0, 4096),
    ...given,
    body,
  };
  const rejections = new RejectionLog({ pool: database.pool, log, lane: 9 });
  rejections.hold(row);
  await rejections.flush();
  return row.id;
}

const pasteKeys = (slug: string, ...signers: { jwk: unknown }[]) =>
  query("UPDATE sources SET pasted_jwks = $2 WHERE slug = $1", [
    slug,
    JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }),
  ]);

const soon = (check: () => Promise<void>) => eventually(check, 20_000);

test("what is held becomes an event once its keys are there, once however many processes look, and is dispatched then", async () => {
  const id = await insertSource(database.pool, "asset", "late");
  for (let index = 0; index < 120; index += 1) await hold(id, "late");
  await Promise.all([openParts(), openParts(), openParts("receiver")]);
  await new Promise((done) => setTimeout(done, 1500));
  expect(await query("SELECT 1 FROM events")).toEqual([]);
  expect(await query("SELECT 1 FROM deliveries")).toEqual([]);
  await pasteKeys("late", genuine);
  await soon(async () => {
    expect(await query("SELECT 1 FROM requests WHERE accepted_later_at IS NOT NULL AND body IS NULL")).toHaveLength(
      120,
    );
  });
  const events = await query("SELECT duplicates, received_at < now() - interval '50 seconds' AS kept_time FROM events");
  expect(events).toEqual(Array.from({ length: 120 }, () => ({ duplicates: 0, kept_time: true })));
  expect(await query("SELECT status FROM deliveries")).toHaveLength(120);
  const audits = await query<{ actor_kind: string; accepted: number }>(
    "SELECT actor_kind, (after ->> 'accepted')::int AS accepted FROM audit_entries WHERE action = 'requests.accepted' AND target_id = 'late'",
  );
  expect(audits.every((entry) => entry.actor_kind === "system")).toBe(true);
  expect(audits.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(120);
});

test("a receiver without a console beside it does so, too", async () => {
  const id = await insertSource(database.pool, "asset", "alone");
  await hold(id, "alone");
  await openParts("receiver");
  await pasteKeys("alone", genuine);
  await soon(async () => expect(await query("SELECT 1 FROM events")).toHaveLength(1));
});

test("what is not genuine becomes an ordinary refusal, and makes room", async () => {
  const id = await insertSource(database.pool, "asset", "forged");
  await hold(id, "forged", { headers: assetHeaders(stranger, BODY) });
  await openParts();
  await pasteKeys("forged", genuine);
  await soon(async () => {
    const rows = await query("SELECT cause, body, status, body_prefix IS NOT NULL AS shown FROM requests");
    expect(rows).toEqual([{ cause: "bad_signature", body: null, status: 503, shown: true }]);
  });
  expect(await query("SELECT 1 FROM events")).toEqual([]);
});

test("what nobody can tell yet stays held, also while the keys at hand are old", async () => {
  const id = await insertSource(database.pool, "asset", "stale", { jwksUrl: "http://127.0.0.1:1/keys" });
  await query(
    "INSERT INTO source_key_sets (source_id, document, fetched_at, attempted_at) VALUES ($1, $2, now() - interval '1 hour', now())",
    [id, JSON.stringify({ keys: [genuine.jwk] })],
  );
  await hold(id, "stale", { headers: assetHeaders(stranger, BODY) });
  const settled = await hold(id, "stale");
  await openParts();
  await soon(async () => {
    expect(await query("SELECT id FROM requests WHERE accepted_later_at IS NOT NULL")).toEqual([{ id: settled }]);
  });
  expect(await query("SELECT cause FROM requests WHERE body IS NOT NULL")).toEqual([{ cause: "keys_unavailable" }]);
});

test("a shared header that was wrong, or that nobody judged, is not made good by a right signature", async () => {
  const sharedHeaders = [{ name: "x-tenant", value: "the value that both know" }];
  const id = await insertSource(database.pool, "asset", "shared", { sharedHeaders });
  await hold(id, "shared", { sharedHeaderPassed: false });
  await hold(id, "shared", { sharedHeaderPassed: null });
  const right = await hold(id, "shared", { sharedHeaderPassed: true });
  await openParts();
  await pasteKeys("shared", genuine);
  await soon(async () => {
    expect(await query("SELECT id FROM requests WHERE accepted_later_at IS NOT NULL")).toEqual([{ id: right }]);
    expect(await query("SELECT cause FROM requests WHERE shared_header_passed = false")).toEqual([
      { cause: "wrong_shared_header" },
    ]);
  });
  expect(await query("SELECT 1 FROM events")).toHaveLength(1);
});

test("a disabled source accepts nothing by itself, and a paused one holds the deliveries", async () => {
  const disabled = await insertSource(database.pool, "asset", "disabled", {
    status: "disabled",
    jwks: { keys: [genuine.jwk] },
  });
  const paused = await insertSource(database.pool, "asset", "paused", {
    status: "paused",
    jwks: { keys: [genuine.jwk] },
  });
  await hold(disabled, "disabled");
  await hold(paused, "paused");
  await openParts();
  await soon(async () => {
    expect(await query("SELECT status FROM deliveries")).toEqual([{ status: "held" }]);
    expect(await query("SELECT slug FROM requests WHERE body IS NOT NULL")).toEqual([{ slug: "disabled" }]);
  });
  await query("UPDATE sources SET status = 'enabled' WHERE slug = 'disabled'");
  await soon(async () => expect(await query("SELECT 1 FROM events")).toHaveLength(2));
});

test("a source without a usable secret holds what comes until it has one", async () => {
  const id = await insertSource(database.pool, "abound", "secretless");
  const body = Buffer.from('{"event":"users.updated","webhookRequestId":"one"}');
  const headers = { "abound-signature": createHmac("sha256", SECRET).update(body).digest("hex") };
  await hold(id, "secretless", { cause: "misconfigured", body, headers });
  await openParts();
  const other = await insertSource(database.pool, "abound", "other", { secrets: { main: SECRET } });
  await query("UPDATE source_secrets SET source_id = $1 WHERE source_id = $2", [id, other]);
  await soon(async () => expect(await query("SELECT type FROM events")).toEqual([{ type: "users.updated" }]));
});

test("an acceptance that was cut before it was noted is repeated without a duplicate", async () => {
  const id = await insertSource(database.pool, "asset", "cut", { jwks: { keys: [genuine.jwk] } });
  const request = await hold(id, "cut");
  await openParts();
  await soon(async () => expect(await query("SELECT 1 FROM requests WHERE event_id IS NOT NULL")).toHaveLength(1));
  await query("UPDATE requests SET accepted_later_at = NULL, event_id = NULL, body = $2 WHERE id = $1", [
    request,
    Buffer.from(BODY),
  ]);
  await query("UPDATE sources SET name = 'changed' WHERE slug = 'cut'");
  await soon(async () => expect(await query("SELECT 1 FROM requests WHERE event_id IS NOT NULL")).toHaveLength(1));
  expect(await query("SELECT duplicates FROM events")).toEqual([{ duplicates: 0 }]);
});
