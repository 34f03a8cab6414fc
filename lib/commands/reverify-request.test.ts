import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordRejections } from "#lib/db/record-rejections.ts";
import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import { type OpenDoor, openDoor } from "#lib/pipeline/receive/open-door.ts";
import { readEnv } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { createSource } from "./create-source.ts";
import { reverifyRequest } from "./reverify-request.ts";
import { reverifyRequests } from "./reverify-requests.ts";
import { updateSource } from "./update-source.ts";

const SECRET = "a signing secret of more than thirty-two";
const RECEIVED_AT = "2026-03-04T05:06:07.123Z";
const operator = testActor("operator");
let console: TestConsole;
let door: OpenDoor;
let slug: string;
let sourceId: string;
const findDoor = () => Promise.resolve(door);

beforeAll(async () => {
  console = await openTestConsole();
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid" || outcome.env.secret === null) throw new Error("no environment");
  const env = { ...outcome.env, databaseUrl: console.database.url, secret: outcome.env.secret };
  door = await openDoor("console", env, createLog("console", { level: "silent" }));
});
afterAll(async () => {
  await door.close();
  await console.close();
});
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations CASCADE");
  const secrets = [{ label: "first", value: SECRET }];
  const created = await createSource(testActor("admin"), {
    provider: "abound",
    name: "A",
    environment: "sandbox",
    secrets,
  });
  if (created.kind !== "created") throw new Error(created.message);
  slug = created.slug;
  sourceId = (await query<{ id: string }>("SELECT id FROM sources WHERE slug = $1", [slug]))[0]?.id ?? "";
  await updateSource(operator, slug, { status: "disabled", reason: "migration" });
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

interface Kept {
  secret?: string;
  cause?: RejectionCause;
  /** Whether it is outside the ring, with its whole body. */
  isWhole?: boolean;
  receivedAt?: string;
  bodySize?: number;
  sharedHeaderPassed?: boolean | null;
}

/** A request as a door keeps it; unless given one that was asked while the source was disabled. */
async function keep(body: string, options: Kept = {}) {
  const { secret = SECRET, isWhole = true, receivedAt = RECEIVED_AT, cause = "source_disabled" } = options;
  const id = newId();
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const bytes = Buffer.from(body);
  const headersJson = JSON.stringify([["Abound-Signature", signature]]);
  const door = { door: "receiver", status: 503, cause, receivedAt, remoteAddress: "192.0.2.7" };
  const { bodySize = bytes.length, sharedHeaderPassed = null } = options;
  const row = { id, sourceId, slug, ...door, headersJson, bodySize, bodyPrefix: bytes.subarray(0, 4096) };
  await recordRejections(console.database.pool, [{ ...row, sharedHeaderPassed, body: isWhole ? bytes : null }]);
  return id;
}

const body = (requestId: string) =>
  JSON.stringify({ event: "users.updated", userId: "userId_1", webhookRequestId: requestId });

test("what was refused while disabled becomes an event with its original time and its deliveries", async () => {
  await insertDestination(console.database.pool, "ledger");
  const id = await keep(body("one"));
  const outcome = await reverifyRequest(operator, id, findDoor);
  expect(outcome).toMatchObject({ kind: "accepted", isDuplicate: false });
  const [event] = await query("SELECT id, received_at, type, verification_key FROM events");
  expect(event).toMatchObject({ received_at: new Date(RECEIVED_AT), type: "users.updated", verification_key: "first" });
  const requests = await query("SELECT id, outcome, event_id, body, accepted_later_at FROM requests");
  expect(requests).toEqual([
    {
      id,
      outcome: "rejected",
      event_id: (event as { id: string }).id,
      body: null,
      accepted_later_at: expect.any(Date),
    },
  ]);
  expect(await query("SELECT status FROM deliveries")).toEqual([{ status: "pending" }]);
});

test("it is accepted once, however many operators ask", async () => {
  const id = await keep(body("one"));
  const outcomes = await Promise.all([1, 2, 3].map(() => reverifyRequest(operator, id, findDoor)));
  const events = outcomes.flatMap((outcome) => (outcome.kind === "accepted" ? [outcome.eventId] : []));
  expect(new Set(events).size).toBe(1);
  expect(await query("SELECT 1 FROM events")).toHaveLength(1);
  expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({
    kind: "conflict",
    message: `It was accepted already, as event ${events[0]}.`,
  });
});

test("what was accepted when it arrived is not accepted again", async () => {
  const id = await keep(body("one"));
  const accepted = await reverifyRequest(operator, id, findDoor);
  const [arrived = ""] = await insertEvents(console.database.pool, [{ sourceId }]);
  expect(await reverifyRequest(operator, arrived, findDoor)).toEqual({
    kind: "conflict",
    message: "It was accepted when it arrived.",
  });
  const later = accepted.kind === "accepted" ? accepted.eventId : "";
  expect(await reverifyRequest(operator, later, findDoor)).toMatchObject({ kind: "not_found" });
});

test("what no current secret verifies stays refused, until one does", async () => {
  const id = await keep(body("one"), { secret: "a secret that was not entered yet, but is long" });
  expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({
    kind: "refused",
    message: expect.stringContaining("does not match the body"),
  });
  const secrets = [{ label: "second", value: "a secret that was not entered yet, but is long" }];
  await updateSource(testActor("admin"), slug, { secrets });
  expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({ kind: "accepted" });
});

test("what was kept in part or does not exist is refused in words", async () => {
  const long = JSON.stringify({ event: "users.updated", padding: "x".repeat(5000) });
  const parts = [
    await keep(long, { isWhole: false, cause: "bad_signature" }),
    await keep(body("cut"), { isWhole: false, cause: "incomplete_body", bodySize: 1000 }),
    // Even where as much arrived as its sender wrote: what was cut is not what was signed.
    await keep(body("cut too"), { isWhole: false, cause: "incomplete_body" }),
    await keep(body("slow"), { isWhole: false, cause: "too_slow" }),
  ];
  for (const id of parts) {
    expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("Its body was not kept whole"),
    });
  }
  const id = parts[0] ?? "";
  expect(await reverifyRequest(operator, newId(), findDoor)).toMatchObject({ kind: "not_found" });
  await expect(reverifyRequest(testActor("viewer"), id, findDoor)).rejects.toThrow("request:accept");
});

test("what was refused for its signature is accepted after the secret was fixed, where the whole body fits the ring", async () => {
  await insertDestination(console.database.pool, "ledger");
  const secret = "the secret that the provider really uses";
  const fits = await keep(body("fits"), { secret, isWhole: false, cause: "bad_signature" });
  await keep(body("unstored"), { isWhole: false, cause: "store_unavailable" });
  await keep(body("forged"), {
    secret: "a stranger's secret of enough length",
    isWhole: false,
    cause: "bad_signature",
  });
  expect(await reverifyRequest(operator, fits, findDoor)).toMatchObject({ kind: "refused" });
  await updateSource(testActor("admin"), slug, { secrets: [{ label: "right", value: secret }] });
  expect(await reverifyRequests(operator, { source: slug, since: "2026-01-01T00:00:00Z" }, findDoor)).toEqual({
    kind: "reverified",
    checked: 3,
    accepted: 2,
    duplicates: 0,
    refused: { bad_signature: 1 },
  });
  const [event] = await query("SELECT received_at, verification_key FROM events WHERE provider_key = 'fits'");
  expect(event).toEqual({ received_at: new Date(RECEIVED_AT), verification_key: "right" });
  expect(await query("SELECT 1 FROM deliveries")).toHaveLength(2);
  expect(await reverifyRequest(operator, fits, findDoor)).toMatchObject({ kind: "conflict" });
});

test("what two ask for at once is accepted once, and counts no duplicate", async () => {
  for (let index = 0; index < 30; index += 1) await keep(body(`request ${index}`));
  const id = await keep(body("one"));
  const one = Promise.all([1, 2].map(() => reverifyRequest(operator, id, findDoor)));
  const all = await Promise.all([1, 2].map(() => reverifyRequests(operator, { source: slug }, findDoor)));
  await one;
  expect(all.every(({ kind }) => kind === "reverified")).toBe(true);
  expect(await query("SELECT sum(duplicates)::int AS duplicates, count(*)::int AS events FROM events")).toEqual([
    { duplicates: 0, events: 31 },
  ]);
});

describe("a shared header", () => {
  const shared = { name: "x-tenant", value: "the value that both know" };
  const require = async () => {
    const id = await insertSource(console.database.pool, "abound", `shared-${newId()}`, { sharedHeaders: [shared] });
    await query("UPDATE source_secrets SET source_id = $1 WHERE source_id = $2", [sourceId, id]);
  };

  test.each([
    [false, "The shared header does not carry a value that this source accepts."],
    [null, "nobody can tell whether it was sent with it"],
  ])("that was judged %s on arrival is not bypassed by a right signature", async (sharedHeaderPassed, words) => {
    await require();
    for (const isWhole of [true, false]) {
      const id = await keep(body(`one ${isWhole}`), { sharedHeaderPassed, isWhole });
      expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({
        kind: "refused",
        message: expect.stringContaining(words),
      });
    }
    const outcome = await reverifyRequests(operator, { source: slug }, findDoor);
    expect(outcome).toMatchObject({ checked: 2, accepted: 0, duplicates: 0 });
    expect(await query("SELECT 1 FROM events")).toEqual([]);
  });

  test("that was right on arrival counts, though its value is kept nowhere", async () => {
    await require();
    const id = await keep(body("one"), { sharedHeaderPassed: true });
    expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({ kind: "accepted" });
  });

  test("that no source asks for any more is not asked for", async () => {
    const id = await keep(body("one"), { cause: "wrong_shared_header", sharedHeaderPassed: false, isWhole: false });
    expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({ kind: "accepted" });
  });
});

test("a request to the address of a source that was replaced does not become an event of the new one", async () => {
  const id = await keep(body("one"));
  const other = await insertSource(console.database.pool, "abound", `other-${newId()}`, { secrets: { main: SECRET } });
  await query("UPDATE requests SET source_id = $1", [other]);
  expect(await reverifyRequest(operator, id, findDoor)).toMatchObject({ message: "Its source no longer exists." });
});

test("all of a source since a time are accepted together, and counted", async () => {
  await keep(body("too early"), { receivedAt: "2026-01-01T00:00:00Z" });
  for (let index = 0; index < 250; index += 1) await keep(body(`request ${index}`));
  await keep(body("request 0"));
  await keep(body("forged"), { secret: "another secret that was never entered" });
  const outcome = await reverifyRequests(operator, { source: slug, since: "2026-02-01T00:00:00Z" }, findDoor);
  expect(outcome).toEqual({
    kind: "reverified",
    checked: 252,
    accepted: 250,
    duplicates: 1,
    refused: { bad_signature: 1 },
  });
  expect(await query("SELECT 1 FROM events")).toHaveLength(250);
  expect(await query("SELECT 1 FROM requests WHERE accepted_later_at IS NOT NULL")).toHaveLength(251);
  expect(await reverifyRequests(operator, { source: slug }, findDoor)).toMatchObject({ checked: 2, accepted: 1 });
});
