import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Actor } from "#lib/auth/actor.ts";
import { newId } from "#lib/platform/ids.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { createDestination } from "./create-destination.ts";
import { endSecretOverlap } from "./end-secret-overlap.ts";
import { listTestableTypes } from "./list-testable-types.ts";
import { probeDestination } from "./probe-destination.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { testDestination } from "./test-destination.ts";
import { updateDestination } from "./update-destination.ts";

const admin = testActor("admin");
const operator = testActor("operator");
let console: TestConsole;
let server: CountingServer;
let id: string;
let secret: string;

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1" });
  server = await startHttpServer((_, response) => response.writeHead(204).end());
});
afterAll(async () => {
  await server.close();
  await console.close();
});
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations, destination_secrets, sources CASCADE");
  const created = await createDestination(admin, { name: "Ledger", url: `${server.url}/hook` });
  if (created.kind !== "created") throw new Error(created.message);
  id = created.destination.id;
  secret = created.signingSecret;
  server.requests.length = 0;
});

const findDoor = () => Promise.resolve({ pool: console.database.pool });

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

async function sendAndVerify(key: string): Promise<boolean> {
  server.requests.length = 0;
  await testDestination(admin, id, {}, findDoor);
  const [sent] = server.requests;
  if (sent === undefined) throw new Error("nothing sent");
  try {
    new Webhook(key).verify(
      sent.body,
      Object.fromEntries(Object.entries(sent.headers).map(([n, v]) => [n, String(v)])),
    );
    return true;
  } catch {
    return false;
  }
}

test("a stored event's body goes out byte for byte, marked as a test, under an id of its own", async () => {
  const sourceId = await insertSource(console.database.pool, "asset", "asset");
  const body = '{"type": "TASK_REQUEST",  "n": 1.0}';
  const [eventId = ""] = await insertEvents(console.database.pool, [
    { sourceId, type: "TASK_REQUEST", businessId: "biz_1", body, flags: ["late"] },
  ]);
  expect(await testDestination(operator, id, { eventId }, findDoor)).toMatchObject({
    kind: "tested",
    result: { outcome: "succeeded", type: "TASK_REQUEST" },
  });
  expect(server.requests[0]?.body.toString("utf8")).toBe(body);
  expect(server.requests[0]?.headers).toMatchObject({
    "signalbox-source": "asset",
    "signalbox-business-id": "biz_1",
    "signalbox-flags": expect.stringMatching(/^late,.*test$/),
  });
  expect(server.requests[0]?.headers["webhook-id"]).not.toBe(eventId);
  expect(await query("SELECT status FROM deliveries")).toEqual([{ status: "pending" }]);
});

test("an event that is not there, or whose body is gone, is refused at its field", async () => {
  const sourceId = await insertSource(console.database.pool, "asset", "asset");
  const [eventId = ""] = await insertEvents(console.database.pool, [{ sourceId }]);
  expect(await testDestination(admin, id, { eventId: newId() }, findDoor)).toMatchObject({ field: "eventId" });
  await query("DELETE FROM bodies");
  expect(await testDestination(admin, id, { eventId }, findDoor)).toMatchObject({ field: "eventId" });
  expect(server.requests).toHaveLength(0);
});

test("who may not read payloads cannot send them on", async () => {
  const caller = Actor.issue({
    kind: "api_key",
    id: newId(),
    label: "key",
    role: null,
    permissions: ["destination:test"],
    remoteAddress: null,
    requestId: newId(),
  });
  await expect(testDestination(caller, id, { eventId: newId() }, findDoor)).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("each documented type has a sample that can be sent", async () => {
  const types = listTestableTypes(operator);
  expect(types).toContain("TASK_REQUEST");
  expect(new Set(types).size).toBe(types.length);
});

test("the end of an overlap leaves the new secret alone to sign, and erases the old one", async () => {
  const rotated = await rotateSecret(admin, id, { overlapHours: 24 });
  if (rotated.kind !== "rotated") throw new Error(rotated.message);
  expect([await sendAndVerify(secret), await sendAndVerify(rotated.signingSecret)]).toEqual([true, true]);
  const [old] = await query<{ id: string }>("SELECT id FROM destination_secrets WHERE expires_at IS NOT NULL");
  expect(await endSecretOverlap(admin, id, old?.id ?? "")).toEqual({ kind: "ended" });
  expect([await sendAndVerify(secret), await sendAndVerify(rotated.signingSecret)]).toEqual([false, true]);
  expect(await query("SELECT 1 FROM destination_secrets")).toHaveLength(1);
  expect(
    await query("SELECT before FROM audit_entries WHERE action = 'destination.secret_overlap_ended'"),
  ).toHaveLength(1);
});

test("the only secret cannot be ended, nor one of another destination", async () => {
  const [current] = await query<{ id: string }>("SELECT id FROM destination_secrets");
  expect(await endSecretOverlap(admin, id, current?.id ?? "")).toMatchObject({ kind: "conflict" });
  const other = await createDestination(admin, { name: "Other", url: `${server.url}/other` });
  if (other.kind !== "created") throw new Error(other.message);
  expect(await endSecretOverlap(admin, other.destination.id, current?.id ?? "")).toMatchObject({ kind: "not_found" });
  expect(await sendAndVerify(secret)).toBe(true);
});

test("a spared destination is tried at once when an operator asks, and that is in the audit log", async () => {
  expect(await probeDestination(operator, id)).toMatchObject({ kind: "conflict" });
  await query(
    "INSERT INTO destination_breakers (destination_id, state, opened_at, next_probe_at) VALUES ($1, 'open', now(), now() + interval '1 h')",
    [id],
  );
  expect(await probeDestination(operator, id)).toEqual({ kind: "due" });
  expect(await query("SELECT 1 FROM destination_breakers WHERE next_probe_at <= now()")).toHaveLength(1);
  expect(await query("SELECT 1 FROM audit_entries WHERE action = 'destination.probed'")).toHaveLength(1);
  await expect(probeDestination(testActor("viewer"), id)).rejects.toMatchObject({ code: "forbidden" });
  await updateDestination(operator, id, { paused: true });
  expect(await probeDestination(operator, id)).toMatchObject({
    kind: "conflict",
    message: expect.stringContaining("paused"),
  });
});
