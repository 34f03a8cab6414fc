import { afterAll, beforeAll, expect, test } from "vitest";
import { Actor } from "#lib/auth/actor.ts";
import { completeDeliveries } from "#lib/db/complete-deliveries.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";
import { newId } from "#lib/platform/ids.ts";
import { getDelivery } from "#lib/queries/deliveries/get-delivery.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { eventDetailJson } from "./event-detail-json.ts";
import { getEvent } from "./get-event.ts";
import { getEventBody } from "./get-event-body.ts";

let database: TestDatabase;
let source: string;
let ledger: string;
const viewer = testActor("viewer");
const BODY = '{"type":"TASK_REQUEST","n":1.10,"big":9007199254740993,"z":-0,"huge":1e400,"a":1,"a":2,"__proto__":"x"}';

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  source = await insertSource(database.pool, "asset", "asset", {
    sharedHeaders: [{ name: "X-Ours", value: "a shared header value" }],
  });
  ledger = await insertDestination(database.pool, "Ledger");
  await insertDestination(database.pool, "Plaid only", { eventTypes: ["PLAID_*"] });
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function store(given: { body?: string; canonical?: string; headersJson?: string; via?: string } = {}) {
  const [id = ""] = await insertEvents(database.pool, [
    { sourceId: source, type: "TASK_REQUEST", body: BODY, ...given },
  ]);
  return id;
}

async function view(id: string) {
  const event = await getEvent(viewer, id);
  if (event === null) throw new Error("no such event");
  return event;
}

test("U10: numbers keep their exact text, repeated and odd keys their place, in the tree's text and in the JSON", async () => {
  const event = await view(await store());
  expect(event.payloadText).toBe(BODY);
  const json = eventDetailJson(event);
  expect(json).toContain(`{"payload":${BODY},`);
  expect(JSON.parse(json).payload).toMatchObject({ type: "TASK_REQUEST", a: 2 });
});

test("what is shown is the authenticated text, what is downloaded the exact bytes", async () => {
  const id = await store({ body: '{"é":1}', canonical: '{"\\u00e9": 1}', via: "python" });
  expect((await view(id)).payloadText).toBe('{"\\u00e9": 1}');
  expect(Buffer.from((await getEventBody(viewer, id)) ?? []).toString()).toBe('{"é":1}');
});

test.each([
  ["no JSON", "key=value", "key=value", "not JSON"],
  ["empty", "", "", "empty"],
])("a body that is %s has a text and no payload", async (_, body, text, problem) => {
  const event = await view(await store({ body }));
  expect(event).toMatchObject({ payloadText: text, payloadProblem: expect.stringContaining(problem) });
  expect(JSON.parse(eventDetailJson(event)).payload).toBeNull();
});

test("credentials, shared headers and callback addresses are masked", async () => {
  const headersJson = JSON.stringify([
    ["Authorization", "Bearer abc"],
    ["x-ours", "a shared header value"],
    ["Cookie", "a=b"],
    ["asset-id", "id-1"],
  ]);
  const event = await view(await store({ headersJson, body: '{"webhookURL":"https://h.example/secret"}' }));
  const json = eventDetailJson(event);
  for (const secret of ["Bearer abc", "a shared header value", "a=b", "/secret"]) expect(json).not.toContain(secret);
  expect(event.headers).toContainEqual(["asset-id", "id-1"]);
});

test("without payload:read the event is shown without its payload", async () => {
  const permissions = ["event:read"] as const;
  const actor = Actor.issue({ ...viewer, kind: "api_key", permissions });
  const id = await store();
  expect(await getEvent(actor, id)).toMatchObject({ payloadText: null, isPayloadJson: false, type: "TASK_REQUEST" });
  await expect(getEventBody(actor, id)).rejects.toMatchObject({ code: "forbidden" });
});

test("a destination that did not get the event is listed with the reason", async () => {
  const { notSent } = await view(await store());
  expect(notSent).toEqual([
    expect.objectContaining({
      destination: "Plaid only",
      reason: "It took only PLAID_* at that time, and still does.",
    }),
  ]);
});

test("an event is not found by an unknown id, nor by what is no id", async () => {
  expect(await getEvent(viewer, newId())).toBeNull();
  expect(await getEvent(viewer, "' OR 1=1 --")).toBeNull();
  expect(await getEventBody(viewer, "\u0000")).toBeNull();
});

test("a failed attempt appears in the timeline and in the delivery, with the error in words", async () => {
  const eventId = await store();
  const [delivery] = (await view(eventId)).deliveries;
  if (delivery === undefined) throw new Error("no delivery");
  await database.pool.query(
    "UPDATE deliveries SET status = 'in_progress', fence = 1, attempt_count = 1 WHERE id = $1",
    [delivery.id],
  );
  await completeDeliveries(database.pool, [
    {
      attemptId: newId(),
      deliveryId: delivery.id,
      eventId,
      destinationId: ledger,
      fence: 1,
      number: 1,
      trigger: "initial",
      actor: null,
      next: "retry_scheduled",
      retryInMs: 5_000,
      outcome: "failed",
      outcomeCode: "http_5xx",
      statusCode: 503,
      error: encodeAttemptError({ kind: "http_5xx", status: 503, retryAfterSeconds: null }),
      startedAgoMs: 40,
      durationMs: 40,
      url: "https://example.com/hook",
      address: "192.0.2.1",
      requestHeadersJson: '[["webhook-id","x"],["authorization","Bearer abc"]]',
      responseHeadersJson: '{"set-cookie":"a=b","content-type":"text/html"}',
      responseSnippet: Buffer.from("<b>no</b>"),
    },
  ]);
  const { timeline, deliveries } = await view(eventId);
  expect(deliveries[0]).toMatchObject({
    status: "retry_scheduled",
    attemptCount: 1,
    maxAttempts: 3,
    lastStatusCode: 503,
  });
  expect(timeline.map((entry) => entry.title)).toEqual(
    expect.arrayContaining(["Ledger: 503 in 40 ms", "Ledger: attempt 2 of 3"]),
  );
  const forViewers = await getDelivery(viewer, delivery.id);
  expect(forViewers?.attempts[0]).toMatchObject({ statusCode: 503, responseSnippet: null });
  const detail = await getDelivery(testActor("operator"), delivery.id);
  expect(detail?.attempts).toEqual([
    expect.objectContaining({
      outcome: "failed",
      error: { kind: "http_5xx", what: "The receiver failed with 503.", todo: expect.any(String) },
      requestHeaders: [
        ["webhook-id", "x"],
        ["authorization", "[masked]"],
      ],
      responseHeaders: [
        ["set-cookie", "[masked]"],
        ["content-type", "text/html"],
      ],
      responseSnippet: "<b>no</b>",
    }),
  ]);
});
