import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DestinationInput } from "#lib/domain/api/destination-input.ts";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { createDestination } from "./create-destination.ts";

const admin = testActor("admin");
let console: TestConsole;

beforeAll(async () => {
  console = await openTestConsole({
    SIGNALBOX_ALLOW_PRIVATE: "10.1.2.3/32:8080,169.254.169.254/32:443,[fd00:ec2::254]:443",
  });
});
afterAll(() => console.close());

const create = (url: string, more: Partial<DestinationInput> = {}) =>
  createDestination(admin, { name: "Ledger", url, ...more });

describe("D01: a private address that is not allow-listed", () => {
  const SPELLINGS = [
    "127.0.0.1",
    "2130706433",
    "0177.0.0.1",
    "0x7f.1",
    "127.1",
    "017700000001",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "127.0.0.1.",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "localhost",
    "localhost.",
    "foo.localhost",
  ];

  test.each(SPELLINGS)("is refused at save and never called: %s", async (host) => {
    const server = await startHttpServer((_, response) => response.end());
    expect(await create(`http://${host}:${server.port}/hook`)).toMatchObject({ kind: "refused", field: "url" });
    expect(server.connects()).toBe(0);
    await server.close();
  });

  test("is explained with what to add to the allow-list", async () => {
    expect(await create("http://10.1.2.4:8080/")).toMatchObject({
      message: "10.1.2.4:8080 is private; add `10.1.2.4/32:8080` to SIGNALBOX_ALLOW_PRIVATE.",
    });
    expect(await create("http://10.1.2.3:8080/")).toMatchObject({ kind: "created" });
    expect(await create("http://10.1.2.3:8081/")).toMatchObject({ kind: "refused" });
  });
});

test.each(["169.254.169.254", "[fd00:ec2::254]", "168.63.129.16"])(
  "D02: the metadata address %s is refused even where it is allow-listed",
  async (host) => {
    expect(await create(`https://${host}/`)).toMatchObject({ kind: "refused", field: "url" });
  },
);

test("a public name is refused over plain http and on a port that is not for the web", async () => {
  expect(await create("http://receiver.invalid/")).toMatchObject({ kind: "refused", field: "url" });
  expect(await create("https://receiver.invalid:25/")).toMatchObject({ kind: "refused", field: "url" });
  expect(await create("https://receiver.invalid:8443/")).toMatchObject({
    kind: "created",
    warnings: ["The name receiver.invalid does not resolve at the moment."],
  });
});

test.each([
  "https://user:pass@example.com/",
  "https://example.com/#frag",
  "https://exam\tple.com/",
  "https://example.com/\r\nX: y",
  "https://a.test\\@b.test/",
  "https://example.com:0/",
  "https://a..b/",
  "javascript:alert(1)",
  "http:example.com",
  "",
])("D10: %j is refused with the field named", async (url) => {
  expect(await create(url)).toMatchObject({ kind: "refused", field: "url", message: expect.stringMatching(/\.$/) });
});

test("D11: a homograph is saved as punycode and shown both ways", async () => {
  const outcome = await create("https://аpple.com/");
  expect(outcome).toMatchObject({ kind: "created", destination: { url: "https://xn--pple-43d.com/" } });
  expect(outcome).toMatchObject({ warnings: expect.arrayContaining([expect.stringContaining("аpple.com")]) });
});

describe("D23: a custom header", () => {
  test.each([
    ["Host", "x"],
    ["Content-Length", "1"],
    ["content-LENGTH", "1"],
    ["Transfer-Encoding", "chunked"],
    ["webhook-id", "x"],
    ["Signalbox-Hop", "0"],
    ["x-note", "a\r\nb"],
    ["x-note", "a\u0000b"],
    ["x-note", "é"],
    ["x note", "a"],
  ])("%s: %j is refused at save", async (name, value) => {
    const outcome = await create("https://example.com/", { headers: [{ name, value }] });
    expect(outcome).toMatchObject({ kind: "refused", field: "headers" });
  });

  test("given twice in any case is refused", async () => {
    const headers = [
      { name: "X-Key", value: "1" },
      { name: "x-key", value: "2" },
    ];
    expect(await create("https://example.com/", { headers })).toMatchObject({ kind: "refused", field: "headers" });
  });

  test("is sealed, and its value is in no answer and no audit entry", async () => {
    const value = "Bearer the-value-nobody-sees";
    const outcome = await create("https://example.com/", { headers: [{ name: "Authorization", value }] });
    expect(outcome).toMatchObject({ kind: "created", destination: { headerNames: ["authorization"] } });
    const { rows } = await console.database.pool.query("SELECT * FROM destinations, audit_entries");
    expect(JSON.stringify([outcome, rows])).not.toContain("nobody-sees");
  });
});

test("an event type nobody documents is a warning, a malformed one a refusal", async () => {
  expect(await create("https://example.com/", { eventTypes: ["PLAID_*", "NO_SUCH_TYPE"] })).toMatchObject({
    kind: "created",
    warnings: expect.arrayContaining(['No provider documents an event type that fits "NO_SUCH_TYPE".']),
  });
  expect(await create("https://example.com/", { eventTypes: ["a b"] })).toMatchObject({ field: "eventTypes" });
});

test("unknown sources and unreadable schedules are refused", async () => {
  expect(await create("https://example.com/", { sources: ["nowhere"] })).toMatchObject({ field: "sources" });
  expect(await create("https://example.com/", { retrySchedule: "5x" })).toMatchObject({ field: "retrySchedule" });
});

test("the secret is returned once and kept sealed", async () => {
  const outcome = await create("https://example.com/", { retrySchedule: "5s,2h" });
  if (outcome.kind !== "created") throw new Error(outcome.message);
  expect(outcome.signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(outcome.destination).toMatchObject({ retrySchedule: [5, 7200], timeoutMs: 15_000, paused: false });
  const { rows } = await console.database.pool.query("SELECT * FROM destination_secrets, audit_entries");
  expect(JSON.stringify(rows)).not.toContain(outcome.signingSecret.slice(6));
});

test("only an admin may create one", async () => {
  const input = { name: "Ledger", url: "https://example.com/" };
  await expect(createDestination(testActor("operator"), input)).rejects.toThrow("destination:write");
});
