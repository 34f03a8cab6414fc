import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as getBody } from "./[id]/body/route.ts";
import { GET as getEvent } from "./[id]/route.ts";
import { GET as listEvents } from "./route.ts";

let testConsole: TestConsole;
let apiKey: string;
let id = "";
const BODY = '{"n":1.10,"big":9007199254740993,"é":"\\ud83d\\ude00"}';

beforeAll(async () => {
  testConsole = await openTestConsole();
  apiKey = await testConsole.createApiKey("viewer");
  const source = await insertSource(testConsole.database.pool, "asset", "asset");
  const ids = await insertEvents(testConsole.database.pool, [{ sourceId: source, type: "TASK_REQUEST", body: BODY }]);
  id = ids[0] ?? "";
});

afterAll(async () => {
  await closeReadPool();
  await testConsole.close();
});

const list = (search: string) =>
  listEvents(consoleRequest(`/api/v1/events${search}`, { apiKey }), { params: Promise.resolve({}) });
const one = (handler: typeof getEvent, event: string, key = apiKey) =>
  handler(consoleRequest(`/api/v1/events/${event}`, { apiKey: key }), { params: Promise.resolve({ id: event }) });

test("a list is data and a cursor, and is not to be stored", async () => {
  const response = await list("?limit=1");
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({ data: [{ id, type: "TASK_REQUEST" }], nextCursor: null });
});

test.each([
  "?limit=1e9",
  "?limit=-1",
  "?limit=NaN",
  "?limit=1&limit=2",
  "?cursor=forged",
  `?cursor=${"A".repeat(100_000)}`,
  "?q=%00",
])("A25, A29: %s is answered 400 in the error shape", async (search) => {
  const response = await list(search);
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(error).toEqual({ code: "invalid_input", message: expect.any(String), requestId: expect.any(String) });
  expect(error.message).not.toMatch(/select|at \/|zod/i);
});

test("the payload in the JSON is the authenticated text, letter by letter", async () => {
  const response = await one(getEvent, id);
  expect(response.headers.get("content-type")).toBe("application/json");
  const text = await response.text();
  expect(text).toContain(`"payload":${BODY}`);
  expect(JSON.parse(text)).toMatchObject({ id, payloadText: BODY, deliveries: [], notSent: [] });
});

test("U19: the body is an attachment that no browser interprets", async () => {
  const response = await one(getBody, id);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="event-${id}.json"`);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  expect(await response.text()).toBe(BODY);
});

test("an event that does not exist is answered 404, whatever the id looks like", async () => {
  for (const unknown of ["01930000-0000-7000-8000-0123456789ab", 'a"b\r\n', "..%2f", "1"]) {
    expect((await one(getEvent, unknown)).status).toBe(404);
    expect((await one(getBody, unknown)).status).toBe(404);
  }
});

test("a key that may see events and no payloads gets neither payload nor body", async () => {
  const key = await testConsole.createApiKey("event:read");
  const event = await (await one(getEvent, id, key)).json();
  expect(event).toMatchObject({ payload: null, payloadText: null, type: "TASK_REQUEST" });
  expect((await one(getBody, id, key)).status).toBe(403);
});
