import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { recordRejections } from "#lib/db/record-rejections.ts";
import { deliveryQuery } from "#lib/domain/api/deliveries.ts";
import { requestQuery } from "#lib/domain/api/requests.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { newId, newIdAt } from "#lib/platform/ids.ts";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { listDestinations } from "#lib/queries/destinations/list-destinations.ts";
import { getOverview } from "#lib/queries/overview/get-overview.ts";
import { listRequests } from "#lib/queries/requests/list-requests.ts";
import { search } from "#lib/queries/search/search.ts";
import { getSource } from "#lib/queries/sources/get-source.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

let database: TestDatabase;
let ledger: string;
let eventId = "";
const viewer = testActor("viewer");
const SECRET = "an abound signing secret";

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.SIGNALBOX_SECRET = "a-test-installation-secret-of-enough-length";
  process.env.SIGNALBOX_RECEIVER_URL = "https://hooks.example.com";
  const { pool } = database;
  const asset = await insertSource(pool, "asset", "asset");
  const abound = await insertSource(pool, "abound", "abound", { environment: "sandbox", secrets: { current: SECRET } });
  ledger = await insertDestination(pool, "Ledger");
  await insertDestination(pool, "Sandbox mirror", { sources: ["abound"], isPaused: true });
  const ids = await insertEvents(pool, [
    { sourceId: asset, type: "TASK_REQUEST", businessId: "biz_1", externalId: "ext-1", providerKey: "asset-id-1" },
    { sourceId: abound, type: "users.updated", userId: "userId_1" },
  ]);
  eventId = ids[0] ?? "";
  await recordRejections(pool, [
    rejection({ sourceId: asset, slug: "asset", cause: "bad_signature", status: 401 }),
    rejection({ sourceId: asset, slug: "asset", cause: "source_disabled", status: 503, body: Buffer.from("{}") }),
    rejection({ slug: "nowhere", cause: "unknown_source", status: 404 }),
  ]);
  await pool.query(
    `INSERT INTO ack_minutes (minute, source_id, up_to_ms, count) VALUES (date_trunc('minute', now()), $1, 2, 99), (date_trunc('minute', now()), $1, 50, 1)`,
    [asset],
  );
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

type Given = { sourceId?: string; slug: string; cause: string; status: number; sharedHeaderPassed?: boolean } & Partial<
  Record<"body" | "bodyPrefix", Buffer>
>;

function rejection(given: Given) {
  const receivedAt = new Date();
  return {
    id: newIdAt(receivedAt),
    sourceId: null,
    door: "receiver",
    receivedAt: receivedAt.toISOString(),
    remoteAddress: "192.0.2.1",
    headersJson: '[["authorization","Basic abc"]]',
    bodySize: 2,
    bodyPrefix: Buffer.from('{"webhookURL":"https://h.example/secret"}'),
    body: null,
    ...given,
  };
}

async function causes(text: string) {
  const parsed = parseQuery(requestQuery, new URLSearchParams(text));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return (await listRequests(viewer, parsed.query)).data.map((request) => request.cause ?? request.outcome);
}

test.each([
  ["", ["unknown_source", "source_disabled", "bad_signature", "accepted", "accepted"]],
  ["outcome=accepted", ["accepted", "accepted"]],
  ["outcome=rejected&source=asset", ["source_disabled", "bad_signature"]],
  ["cause=bad_signature", ["bad_signature"]],
  ["source=nowhere", ["unknown_source"]],
  ["environment=sandbox", ["accepted"]],
  ["isKept=true", ["source_disabled"]],
  ["from=-1h&outcome=rejected&limit=1", ["unknown_source"]],
  ["to=-1h", []],
])("requests by %s", async (text, expected) => {
  expect(await causes(text)).toEqual(expected);
});

test("a rejected request says why in words, and shows neither credentials nor callback addresses", async () => {
  const { data } = await listRequests(viewer, requestQuery.parse({ cause: "bad_signature" }));
  expect(data[0]).toMatchObject({ causeText: expect.stringContaining("signature does not match"), isKept: false });
  expect(JSON.stringify(data)).not.toMatch(/Basic abc|example\/secret/);
});

test("a refused request says whether it can be verified again, and why not", async () => {
  const { pool } = database;
  const guarded = await insertSource(pool, "asset", "guarded", {
    sharedHeaders: [{ name: "x-tenant", value: "both know it" }],
  });
  const body = Buffer.from("{}");
  const at = { sourceId: guarded, slug: "guarded", status: 401 };
  const whole = { ...at, bodyPrefix: body };
  await recordRejections(pool, [
    rejection({ ...whole, cause: "bad_signature", sharedHeaderPassed: true }),
    rejection({ ...whole, cause: "wrong_shared_header", sharedHeaderPassed: false }),
    rejection({ ...whole, cause: "bad_signature" }),
    rejection({ ...whole, cause: "too_slow", sharedHeaderPassed: true }),
    rejection({ ...at, cause: "bad_signature", sharedHeaderPassed: true }),
    rejection({ ...whole, cause: "keys_unavailable", sharedHeaderPassed: true, body }),
  ]);
  const { data } = await listRequests(viewer, requestQuery.parse({ source: "guarded" }));
  expect(
    data.toReversed().map(({ canReverify, isHeld, reverifyProblem }) => [canReverify, isHeld, reverifyProblem]),
  ).toEqual([
    [true, false, null],
    [false, false, expect.stringContaining("shared header was wrong")],
    [false, false, expect.stringContaining("nobody can tell")],
    [false, false, expect.stringContaining("only the sender")],
    [false, false, expect.stringContaining("4 KiB")],
    [true, true, null],
  ]);
  const source = (await listSources(viewer, {})).data.find(({ slug }) => slug === "guarded");
  expect(source).toMatchObject({ refusedWhileDisabled: 0, heldUnverified: 1 });
  await pool.query("DELETE FROM requests WHERE slug = 'guarded'");
  await pool.query("DELETE FROM source_secrets WHERE source_id = $1", [guarded]);
  await pool.query("DELETE FROM sources WHERE id = $1", [guarded]);
});

async function deliveriesOf(text: string) {
  const parsed = parseQuery(deliveryQuery, new URLSearchParams(text));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const { data } = await listDeliveries(viewer, parsed.query);
  return data.map((delivery) => `${delivery.eventType} ${delivery.destination} ${delivery.status}`);
}

test("deliveries by status, destination, event and environment", async () => {
  const held = "users.updated Sandbox mirror held";
  const sent = ["users.updated Ledger pending", "TASK_REQUEST Ledger pending"];
  expect((await deliveriesOf("")).sort()).toEqual([...sent, held].sort());
  expect(await deliveriesOf("status=held")).toEqual([held]);
  expect((await deliveriesOf(`destinationId=${ledger}`)).sort()).toEqual([...sent].sort());
  expect(await deliveriesOf(`eventId=${eventId}`)).toEqual([sent[1]]);
  expect(await deliveriesOf("environment=production")).toEqual([sent[1]]);
  expect(await deliveriesOf("status=succeeded")).toEqual([]);
});

test("sources show their address, their keys in words and what waits, and never a secret", async () => {
  const { data } = await listSources(viewer, {});
  expect(
    data.map(({ slug, url, keys, refusedWhileDisabled }) => ({ slug, url, keys: keys.text, refusedWhileDisabled })),
  ).toEqual([
    {
      slug: "asset",
      url: "https://hooks.example.com/api/webhooks/asset",
      keys: "No keys yet: cannot verify.",
      refusedWhileDisabled: 1,
    },
    {
      slug: "abound",
      url: "https://hooks.example.com/api/webhooks/abound",
      keys: "1 secret.",
      refusedWhileDisabled: 0,
    },
  ]);
  expect(data[0]?.warnings.join(" ")).toContain("No shared header");
  expect((await listSources(viewer, { environment: "sandbox" })).data).toHaveLength(1);
  const abound = await getSource(viewer, "abound");
  expect(abound?.secrets[0]).toMatchObject({ label: "current", last4: SECRET.slice(-4) });
  expect(JSON.stringify(abound)).not.toContain(SECRET);
  expect(JSON.stringify(abound)).not.toContain("ciphertext");
  expect(await getSource(viewer, "nobody")).toBeNull();
});

test("destinations show what they have waiting", async () => {
  const { data } = await listDestinations(viewer);
  expect(data.map(({ name, pending, held, paused }) => ({ name, pending, held, paused }))).toEqual([
    { name: "Ledger", pending: 2, held: 0, paused: false },
    { name: "Sandbox mirror", pending: 0, held: 1, paused: true },
  ]);
});

test("the overview reports sources, destinations and processes, and is not fine while something is wrong", async () => {
  await database.pool.query(
    "INSERT INTO heartbeats (process, instance, beat_at, started_at) VALUES ('worker', 'h:1', now(), now())",
  );
  const overview = await getOverview(viewer, {});
  expect(overview.sources[0]).toMatchObject({
    slug: "asset",
    acceptedPerMinute: 0.2,
    ackMs: { p50: 2, p95: 2, p99: 2 },
    keys: { kind: "none" },
    health: "no_keys",
  });
  expect(overview.destinations[0]).toMatchObject({ name: "Ledger", pending: 2, deadLettered: 0 });
  expect(overview.processes).toEqual([expect.objectContaining({ name: "worker", isStale: false })]);
  expect(overview.tone).toBe("bad");
  expect(overview.verdict).toContain("Asset cannot verify anything".replace("Asset", "asset"));
  const kinds = overview.needsPerson.map((entry) => entry.kind);
  expect(kinds).toEqual(
    expect.arrayContaining(["no_keys", "refused_while_disabled", "rejected", "destination_paused"]),
  );
  expect(overview.hours).toHaveLength(24);
  expect(overview.hours.at(-1)).toMatchObject({ accepted: 2 });
  expect((await getOverview(viewer, { environment: "sandbox" })).sources.map((source) => source.slug)).toEqual([
    "abound",
  ]);
});

test.each([
  ["biz_1", "business"],
  ["ext-1", "business"],
  ["userId_1", "user"],
  ["asset-id-1", "event"],
  ["ledg", "destination"],
  ["abound", "source"],
])("an id leads to what it is the id of: %s", async (q, kind) => {
  const { data } = await search(viewer, q);
  expect(data[0]).toMatchObject({ kind });
});

test("a uuid leads to the event, the delivery or the destination that has it", async () => {
  expect((await search(viewer, eventId)).data).toEqual([
    {
      kind: "event",
      id: eventId,
      what: "Event",
      title: "TASK_REQUEST",
      detail: null,
      source: null,
      url: `/events/${eventId}`,
    },
  ]);
  expect((await search(viewer, ledger)).data[0]).toMatchObject({ kind: "destination", id: ledger });
  expect((await search(viewer, newId())).data).toEqual([]);
  expect((await search(viewer, "%")).data).toEqual([]);
});
