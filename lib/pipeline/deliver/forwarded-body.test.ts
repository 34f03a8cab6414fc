import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assetHeaders, pythonDumps } from "#lib/testing/asset-webhook.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { ABOUND_SECRET, ASSET_SIGNER, Gateway } from "#lib/testing/gateway.ts";
import { signAbound } from "#lib/testing/test-sources.ts";

describe("what came through a door goes out with the bytes that were authenticated", () => {
  let gateway: Gateway;
  let sink: CountingServer;
  let secret: string;
  beforeAll(async () => {
    gateway = await Gateway.start();
    sink = await startHttpServer((_request, response) => response.end());
    secret = (await insertDestination(gateway.database.pool, { url: sink.url })).signingSecret;
  }, 60_000);
  afterAll(async () => {
    await gateway?.stop();
    await sink?.close();
  });

  /** The body as the receiver got it, once a receiver's own library has verified it. */
  async function forwarded(slug: string, body: string | Buffer, headers: Record<string, string>): Promise<Buffer> {
    const before = sink.requests.length;
    expect(await gateway.post(slug, body, headers)).toBe(200);
    await eventually(() => expect(sink.requests.length).toBe(before + 1));
    const request = sink.requests[before];
    if (request === undefined) throw new Error("nothing arrived");
    const sent = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    new Webhook(secret).verify(request.body.toString("utf8"), Object.fromEntries(sent));
    return request.body;
  }

  test.each([
    ["blanks, tabs and line ends", ' {\r\n\t"event" : "documents.created",\n "webhookRequestId": "r1"}\r\n\n'],
    [
      "escapes beside the letters they stand for",
      '{"event":"documents.created","webhookRequestId":"r2","a":"\\u00e9é\\/"}',
    ],
    [
      "numbers no parser gives back",
      '{"event":"documents.created","webhookRequestId":"r3","a":[1.10,1e2,-0,12345678901234567890]}',
    ],
    ["duplicate keys", '{"event":"documents.created","webhookRequestId":"r4","a":1,"a":2}'],
    ["lone surrogates and NUL", '{"event":"documents.created","webhookRequestId":"r5","a":"\\ud800\\u0000"}'],
    [
      "keys of Object.prototype",
      '{"event":"documents.created","webhookRequestId":"r6","__proto__":{"a":1},"constructor":2}',
    ],
    ["250 kB", JSON.stringify({ event: "documents.created", webhookRequestId: "r7", a: "ü".repeat(125_000) })],
  ])("D25: via=raw, byte for byte: %s", async (_name, body) => {
    const received = await forwarded("abound", body, { "abound-signature": signAbound(ABOUND_SECRET, body) });
    expect(received.equals(Buffer.from(body))).toBe(true);
  });

  test("D25: an Asset webhook whose raw bytes are signed goes out as those bytes", async () => {
    const body = '{"type":"TASK_REQUEST","content":{"business_id":"biz_1","a":1,"a":2}}';
    expect((await forwarded("asset", body, assetHeaders(ASSET_SIGNER, body))).toString()).toBe(body);
  });

  test("D26: via=python with duplicate keys goes out as the canonical text, which is what was signed", async () => {
    const body = '{"type":"TASK_REQUEST","content":{"business_id":"biz_1","a":1.0,"a":"é","b":1e2}}';
    const canonical = pythonDumps(body);
    expect(canonical).toBe('{"type": "TASK_REQUEST", "content": {"business_id": "biz_1", "a": "\\u00e9", "b": 100.0}}');
    const received = await forwarded("asset", body, assetHeaders(ASSET_SIGNER, canonical));
    expect(received.toString()).toBe(canonical);
    const { rows } = await gateway.database.pool.query("SELECT raw FROM bodies WHERE canonical IS NOT NULL");
    expect(rows.map(({ raw }) => String(raw))).toEqual([body]);
  });
});
