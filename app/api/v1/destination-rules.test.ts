import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urlTricks } from "#lib/testing/address-tricks.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { PATCH } from "./destinations/[id]/route.ts";
import { POST } from "./destinations/route.ts";

let console: TestConsole;
let key: string;
let id: string;
let listener: CountingServer;

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "10.0.0.0/8" });
  key = await console.createApiKey("admin");
  listener = await startHttpServer((_request, response) => response.end(), "0.0.0.0");
  const created = await create({ url: "https://9.9.9.9/hook" });
  expect(created.status).toBe(201);
  id = (await created.json()).id;
});
afterAll(async () => {
  await listener.close();
  await console.close();
});

const create = (body: object) =>
  POST(consoleRequest("/api/v1/destinations", { apiKey: key, body: { name: "Ledger", ...body } }), {
    params: Promise.resolve({}),
  });

const change = (body: object) =>
  PATCH(consoleRequest(`/api/v1/destinations/${id}`, { method: "PATCH", apiKey: key, body }), {
    params: Promise.resolve({ id }),
  });

/** Well-formed and refused by a rule is 422, malformed is 400; both say why. */
async function expectRefused(body: object, ...statuses: number[]): Promise<void> {
  for (const response of [await create({ url: "https://9.9.9.9/", ...body }), await change(body)]) {
    const { error } = await response.json();
    expect([body, statuses.includes(response.status)]).toEqual([body, true]);
    expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\S/) });
  }
}

describe("over the API a destination", () => {
  test("D01, D02: cannot point at this machine, at metadata or at a private address", async () => {
    for (const host of ["127.0.0.1", "0x7f.1", "①②⑦.⓪.⓪.①", "[::ffff:7f00:1]", "localhost", "192.168.0.1"]) {
      await expectRefused({ url: `http://${host}:${listener.port}/` }, 422);
    }
    await expectRefused({ url: "https://169.254.169.254/" }, 422);
    await expectRefused({ url: "https://[fd00:ec2::254]/" }, 422);
  });

  test("D10: cannot have a URL that is read otherwise than it looks", async () => {
    for (const url of urlTricks(listener.port)) await expectRefused({ url }, 400, 422);
    await expectRefused({ url: 17 }, 400);
    await expectRefused({ url: ["https://9.9.9.9/"] }, 400);
  });

  test("D23: cannot have a header that Signalbox or HTTP itself sets", async () => {
    for (const name of ["Host", "content-LENGTH", "Transfer-Encoding", "webhook-id", "signalbox-hop", "proxy-x"]) {
      await expectRefused({ headers: [{ name, value: "1" }] }, 400, 422);
    }
    for (const value of ["a\r\nb: c", "a\u0000b", "é"]) {
      await expectRefused({ headers: [{ name: "x-note", value }] }, 400, 422);
    }
  });

  test("D17: has no switch for TLS", async () => {
    await expectRefused({ rejectUnauthorized: false }, 400);
    await expectRefused({ insecure: true }, 400);
  });
});

test("nothing of the above was kept, and nobody was called", async () => {
  const { rows } = await console.database.pool.query("SELECT url, version, header_names FROM destinations");
  expect(rows).toEqual([{ url: "https://9.9.9.9/hook", version: 1, header_names: [] }]);
  expect(listener.connects()).toBe(0);
});
