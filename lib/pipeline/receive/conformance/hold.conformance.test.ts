import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assetBody, assetHeaders } from "#lib/testing/asset-webhook.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { startDoor } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const BODY = assetBody("BUSINESS_CREATED", { business_id: "biz_1", timestamp: "2026-01-12T16:04:11Z" });
const SECRET = "abound-secret-number-one";
const SHARED = { name: "X-Tenant", value: "the value that both know" };
const signer = createRsaSigner();
const stranger = createRsaSigner();
/** The cool-down of a fetch that failed is 30 s; the rest is a busy machine. */
const KEYS_ARRIVE_MS = 60_000;

let server: Server;
let url = "";
let isReachable = false;

beforeAll(async () => {
  server = createServer((_request, response) => {
    if (isReachable) response.end(JSON.stringify({ keys: [signer.jwk] }));
    else response.writeHead(500).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
describeDoors(
  "hold",
  async (pool) => {
    isReachable = false;
    await insertDestination(pool, "Ledger");
    await insertSource(pool, "asset", "fresh", { jwksUrl: `${url}/fresh` });
    await insertSource(pool, "asset", "guarded", { jwksUrl: `${url}/guarded`, sharedHeaders: [SHARED] });
    await insertSource(pool, "asset", "pasted");
    await insertSource(pool, "abound", "secretless");
    await insertSource(pool, "asset", "shared", { jwks: { keys: [signer.jwk] }, sharedHeaders: [SHARED] });
  },
  (doors) => {
    const rows = async (sql: string, ...values: unknown[]) => (await doors.pool.query(sql, values)).rows;
    const requestsOf = (slug: string) =>
      rows("SELECT cause, body, shared_header_passed FROM requests WHERE slug = $1 ORDER BY id", slug);
    const deliveriesOf = (slug: string) =>
      rows("SELECT d.status FROM deliveries d JOIN sources s ON s.id = d.source_id WHERE s.slug = $1", slug);

    test("nothing without the right shared header is held, so no key makes it an event", async () => {
      expect(await doors.post("guarded", BODY, assetHeaders(signer, BODY))).toBe(401);
      const headers = { ...assetHeaders(signer, BODY), [SHARED.name]: SHARED.value };
      expect(await doors.post("guarded", BODY, headers)).toBe(503);
      await eventually(async () => {
        const held = (await requestsOf("guarded")).filter(({ body }) => body !== null);
        expect(held.map(({ shared_header_passed }) => shared_header_passed)).toEqual([true]);
      });
    });

    test("R25 what arrives before any key is held, and becomes one event, dispatched once, when the keys can be fetched", async () => {
      const headers = assetHeaders(signer, BODY);
      const response = await fetch(`${doors.door.url}/api/webhooks/fresh`, { method: "POST", body: BODY, headers });
      expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([503, "10", ""]);
      expect(await doors.post("fresh", BODY, headers)).toBe(503);
      await doors.post("fresh", BODY, assetHeaders(stranger, BODY));
      await eventually(async () => {
        const held = (await requestsOf("fresh")).filter(({ body }) => body !== null);
        expect(held.map(({ cause, body }) => [cause, body.toString()])).toEqual(
          Array(2).fill(["keys_unavailable", BODY]),
        );
      });
      expect(await deliveriesOf("fresh")).toEqual([]);
      isReachable = true;
      await eventually(
        async () => expect(await deliveriesOf("fresh")).toEqual([{ status: "pending" }]),
        KEYS_ARRIVE_MS,
      );
      await eventually(async () => {
        const events = await rows(
          "SELECT duplicates FROM events e JOIN sources s ON s.id = e.source_id WHERE slug = 'fresh'",
        );
        expect(events).toEqual([{ duplicates: 0 }]);
        expect((await requestsOf("fresh")).filter(({ body }) => body !== null)).toEqual([]);
      });
      await eventually(async () => expect(await deliveriesOf("guarded")).toHaveLength(1), KEYS_ARRIVE_MS);
      expect(await doors.post("fresh", BODY, headers)).toBe(200);
      expect(await deliveriesOf("fresh")).toHaveLength(1);
      expect((await requestsOf("fresh")).filter(({ cause }) => cause === "bad_signature")).toHaveLength(1);
    }, 90_000);

    test("keys that another process brought release what is held here within seconds, once however many doors look", async () => {
      const second = await startDoor("receiver", doors.database.url);
      try {
        for (let index = 0; index < 20; index += 1) await doors.post("pasted", BODY, assetHeaders(signer, BODY));
        await eventually(async () => expect(await requestsOf("pasted")).toHaveLength(20));
        await rows("UPDATE sources SET pasted_jwks = $1 WHERE slug = 'pasted'", JSON.stringify({ keys: [signer.jwk] }));
        await eventually(async () => {
          expect((await requestsOf("pasted")).filter(({ body }) => body !== null)).toEqual([]);
        }, 20_000);
        expect(
          await rows(
            "SELECT count(*)::int AS events, sum(duplicates)::int AS duplicates FROM events e JOIN sources s ON s.id = e.source_id WHERE slug = 'pasted'",
          ),
        ).toEqual([{ events: 20, duplicates: 0 }]);
      } finally {
        await second.stop();
      }
    }, 90_000);

    test("a source that lost its secret holds what comes, and takes it in once it has one again", async () => {
      const body = '{"event":"users.updated","webhookRequestId":"held"}';
      expect(await doors.post("secretless", body, { "abound-signature": signAbound(SECRET, body) })).toBe(503);
      await eventually(async () => expect((await requestsOf("secretless"))[0]?.cause).toBe("misconfigured"));
      const other = await insertSource(doors.pool, "abound", "secretful", { secrets: { main: SECRET } });
      await rows(
        "UPDATE source_secrets SET source_id = (SELECT id FROM sources WHERE slug = 'secretless') WHERE source_id = $1",
        other,
      );
      await eventually(async () => expect(await deliveriesOf("secretless")).toEqual([{ status: "pending" }]), 20_000);
    });

    test("R62 a shared header that is absent or wrong is 401, and the refusal knows how it was judged", async () => {
      const right = { [SHARED.name]: SHARED.value };
      expect(await doors.post("shared", BODY, assetHeaders(signer, BODY))).toBe(401);
      expect(await doors.post("shared", BODY, { ...assetHeaders(signer, BODY), [SHARED.name]: "wrong" })).toBe(401);
      expect(await doors.post("shared", BODY, { ...assetHeaders(stranger, BODY), ...right })).toBe(401);
      expect(await doors.post("shared", BODY, { ...assetHeaders(signer, BODY), ...right })).toBe(200);
      await eventually(async () => {
        const refused = (await requestsOf("shared")).filter(({ cause }) => cause !== null);
        expect(refused.map(({ cause, shared_header_passed }) => [cause, shared_header_passed])).toEqual([
          ["missing_shared_header", false],
          ["wrong_shared_header", false],
          ["bad_signature", true],
        ]);
      });
      const stored = await rows(
        "SELECT headers::text AS text FROM requests WHERE slug = 'shared' AND headers IS NOT NULL",
      );
      expect(stored.map(({ text }) => text).join()).not.toContain(SHARED.value);
    });
  },
);
