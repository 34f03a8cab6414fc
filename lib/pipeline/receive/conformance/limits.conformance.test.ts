import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { assetBody, assetHeaders, nextAssetId } from "#lib/testing/asset-webhook.ts";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { cpuMs } from "#lib/testing/cpu-ms.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { openRawClient } from "#lib/testing/raw-client.ts";
import { residentMib } from "#lib/testing/resident-memory.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const SECRET = "abound-secret-number-one";
const CAP = 262_144;
const BRACKETS = 100_000;
const SAMPLES = 20;
const BODY = assetBody("BUSINESS_CREATED", { business_id: "biz_1", timestamp: "2026-01-12T16:04:11Z" });
const signer = createRsaSigner();
const weak = [createRsaSigner(1024), createRsaSigner(1536)];

/** Keys that Node would import and that must verify nothing. */
function unusableKeys() {
  const modulus = Buffer.from(signer.jwk.n, "base64url");
  const even = Buffer.from(modulus);
  even[even.length - 1] = (even.at(-1) ?? 0) & 0xfe;
  const huge = Buffer.alloc(8192, 0xff);
  const n = (bytes: Buffer) => ({ ...signer.jwk, n: bytes.toString("base64url") });
  return [...weak.map(({ jwk }) => jwk), n(huge), n(even), { ...signer.jwk, n: "AQ" }, { ...signer.jwk, e: "AQ" }];
}

describeDoors(
  "limits",
  async (pool) => {
    await insertSource(pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertSource(pool, "asset", "asset-odd", { jwks: { keys: [...unusableKeys(), signer.jwk] } });
    await insertSource(pool, "abound", "abound", { secrets: { main: SECRET } });
    await insertDestination(pool, "Ledger");
  },
  (doors) => {
    const raw = async (...parts: string[]) => (await openRawClient(doors.door.port, parts.join(""))).closed;
    const head = (slug: string, lines: string[]) =>
      `${[`POST /api/webhooks/${slug} HTTP/1.1`, "host: localhost", ...lines].join("\r\n")}\r\n\r\n`;
    const postAsset = (slug: string, id = nextAssetId()) => doors.post(slug, BODY, assetHeaders(signer, BODY, id));

    /** The door's CPU milliseconds an accepted request: its time on the wall says more about the machine. */
    const cpuOf = async (send: () => Promise<number>) => {
      const before = cpuMs(doors.door.pid);
      for (let at = 0; at < SAMPLES; at += 1) expect(await send()).toBe(200);
      return (cpuMs(doors.door.pid) - before) / SAMPLES;
    };

    test("R10 two signature headers are refused, whether they agree or not, whoever signs", async () => {
      const id = nextAssetId();
      const asset = signer.sign(id, BODY);
      const abound = signAbound(SECRET, "{}");
      const other = "0".repeat(64);
      const twice = [
        ["asset", BODY, [`asset-id: ${id}`, `asset-signature: ${asset}`, `asset-signature: ${asset}`]],
        ["asset", BODY, [`asset-id: ${id}`, `asset-signature: ${asset}`, `Asset-Signature: ${signer.sign("x", BODY)}`]],
        ["abound", "{}", [`abound-signature: ${abound}`, `abound-signature: ${abound}`]],
        ["abound", "{}", [`abound-signature: ${other}`, `Abound-Signature: ${abound}`]],
      ] as const;
      for (const [slug, body, lines] of twice) {
        const lengths = [`content-length: ${body.length}`, "connection: close"];
        expect(await raw(head(slug, [...lengths, ...lines]), body)).toMatch(/^HTTP\/1\.1 401 /);
      }
    });

    test("R14 a signature of ten megabytes is refused by the parser, and the door lives", async () => {
      const start = head("asset", ["content-length: 2", "asset-id: a", "asset-signature: "]).trimEnd();
      expect(await raw(start, " ", "A".repeat(10_000_000), "\r\n\r\n{}")).toMatch(/^(HTTP\/1\.1 431 |$)/);
      expect(await postAsset("asset")).toBe(200);
    });

    test("R14 a signature that cannot be one costs less than five milliseconds of CPU", async () => {
      const good = signer.sign("a", BODY);
      const bad = [
        `${good}!`,
        `${good.slice(0, 100)} ${good.slice(100)}`,
        `${good}===`,
        "A".repeat(100),
        "A".repeat(12_000),
      ];
      for (let at = 0; at < 2 * SAMPLES; at += 1) await postAsset("asset");
      const before = cpuMs(doors.door.pid);
      for (let at = 0; at < 10; at += 1) {
        for (const signature of bad) {
          expect(await doors.post("asset", BODY, { "asset-id": "a", "asset-signature": signature })).toBe(401);
        }
      }
      expect((cpuMs(doors.door.pid) - before) / (10 * bad.length)).toBeLessThan(5);
    });

    test("R19 keys that are too small, too large, even or without effect are skipped and slow nothing down", async () => {
      for (const { sign } of weak) {
        const id = nextAssetId();
        const headers = { "asset-id": id, "asset-signature": sign(id, BODY) };
        expect(await doors.post("asset-odd", BODY, headers)).toBe(401);
      }
      const usual = await cpuOf(() => postAsset("asset"));
      const odd = await cpuOf(() => postAsset("asset-odd"));
      expect(odd - usual).toBeLessThan(10);
    });

    test("R32 an event whose payload is gone is still known: its repetition is a duplicate and goes nowhere", async () => {
      const id = nextAssetId();
      expect(await postAsset("asset", id)).toBe(200);
      const known = `SELECT e.duplicates, (SELECT count(*)::int FROM deliveries d WHERE d.event_id = e.id) AS deliveries
                     FROM events e WHERE e.provider_key = $1`;
      await doors.pool.query("DELETE FROM bodies WHERE event_id = (SELECT id FROM events WHERE provider_key = $1)", [
        id,
      ]);
      expect(await postAsset("asset", id)).toBe(200);
      expect((await doors.pool.query(known, [id])).rows).toEqual([{ duplicates: 1, deliveries: 1 }]);
    });

    test("R46 a hundred thousand brackets cost no more memory than other bodies of that size", async () => {
      const send = async (body: string) => {
        for (let at = 0; at < 5; at += 1) {
          await doors.post("asset", body, assetHeaders(signer, "{}"));
          await doors.post("abound", body, { "abound-signature": signAbound(SECRET, body) });
        }
      };
      await send("x".repeat(BRACKETS));
      await send("x".repeat(BRACKETS - 1));
      const before = residentMib(doors.door.pid);
      await send("[".repeat(BRACKETS));
      expect(residentMib(doors.door.pid) - before).toBeLessThan(10);
    });

    test("R47 a chunked body is answered 413 as soon as it is over the cap, while its sender goes on", async () => {
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
      const lines = ["transfer-encoding: chunked", `abound-signature: ${"0".repeat(64)}`];
      const client = await openRawClient(doors.door.port, head("abound", lines) + chunk.repeat(CAP / 0x10000) + chunk);
      expect(await client.closed).toMatch(/^HTTP\/1\.1 413 /);
    });

    test("R49 a body that ends before its announced length is 400 and no event", async () => {
      const body = '{"event":"users.updated","webhookRequestId":"r49"}';
      const lines = [`content-length: ${body.length + 10}`, `abound-signature: ${signAbound(SECRET, body)}`];
      const client = await openRawClient(doors.door.port, head("abound", lines) + body);
      client.socket.end();
      expect(await client.closed).toMatch(/^HTTP\/1\.1 400 /);
      const { rows } = await doors.pool.query("SELECT 1 FROM events WHERE provider_key = 'r49'");
      expect(rows).toHaveLength(0);
    });

    test("R56 headers that mean something to the framework let nothing in and keep nothing out", async () => {
      const names = [
        "next-router-state-tree",
        "x-nextjs-data",
        "x-invoke-path",
        "x-matched-path",
        "x-now-route-matches",
      ];
      for (const [at, name] of names.entries()) {
        const body = `{"event":"users.updated","webhookRequestId":"framework-${at}"}`;
        const lines = (signature: string) => [
          `content-length: ${body.length}`,
          `abound-signature: ${signature}`,
          `${name}: /api/health/live`,
          "connection: close",
        ];
        const genuine = await raw(head("abound", lines(signAbound(SECRET, body))), body);
        const forged = await raw(head("abound", lines("0".repeat(64))), body);
        expect([name, genuine.slice(9, 12), forged.slice(9, 12)]).toEqual([name, "200", "401"]);
      }
    });

    test("R56 an absolute target makes the door ask nobody", async () => {
      const other = await startHttpServer((_request, response) => response.end());
      const body = '{"event":"users.updated","webhookRequestId":"absolute"}';
      const lines = [`content-length: ${body.length}`, `abound-signature: ${signAbound(SECRET, body)}`];
      const target = `POST ${other.url}/api/webhooks/abound HTTP/1.1`;
      await raw(head("abound", [...lines, "connection: close"]).replace(/^[^\r]+/, target), body);
      await delay(200);
      expect(other.connects()).toBe(0);
      await other.close();
    });
  },
);
