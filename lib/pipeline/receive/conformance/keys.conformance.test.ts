import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assetBody, assetHeaders } from "#lib/testing/asset-webhook.ts";
import { type DoorFixture, describeDoors } from "#lib/testing/describe-doors.ts";
import { startDoor } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

const BODY = assetBody("BUSINESS_CREATED", { business_id: "biz_1", timestamp: "2026-01-12T16:04:11Z" });
const first = createRsaSigner();
const second = createRsaSigner();
const stranger = createRsaSigner();

let server: Server;
let url = "";
let fetches: string[] = [];
let answer: RequestListener;

const serve =
  (...signers: ReturnType<typeof createRsaSigner>[]): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));

beforeAll(async () => {
  server = createServer((request, response) => {
    fetches.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = serve(first);
  fetches = [];
});

describeDoors(
  "keys",
  async () => undefined,
  (doors) => {
    /** A source whose key set was fetched once, with nothing but that in its past. */
    async function sourceWithKeys(slug: string): Promise<void> {
      await insertSource(doors.pool, "asset", slug, { jwksUrl: `${url}/${slug}` });
      await whenFetched(doors, slug);
      await eventually(async () => expect(await doors.post(slug, BODY, assetHeaders(first, BODY))).toBe(200));
      fetches = [];
    }
    const post = (slug: string, signer = first) => doors.post(slug, BODY, assetHeaders(signer, BODY));

    test("R22 a rotated key is fetched once, for the first event it signs, and the rotation is audited", async () => {
      await sourceWithKeys("rotating");
      answer = serve(second);
      const statuses = await Promise.all(Array.from({ length: 8 }, () => post("rotating", second)));
      expect(statuses).toEqual(Array(8).fill(200));
      expect(fetches).toEqual(["/rotating"]);
      await eventually(async () => {
        const { rows } = await doors.pool.query("SELECT after FROM audit_entries WHERE action = 'source.keys_rotated'");
        expect(rows).toHaveLength(1);
      });
    });

    test("a key that left the set is accepted for ten more minutes, as retries may still carry it", async () => {
      await sourceWithKeys("leaving");
      answer = serve(second);
      expect(await post("leaving", second)).toBe(200);
      expect(await post("leaving", first)).toBe(200);
      await doors.pool.query(
        "UPDATE source_keys SET gone_at = now() - interval '11 minutes' WHERE gone_at IS NOT NULL",
      );
      await eventually(async () => expect(await post("leaving", first)).toBe(401));
    });

    test("R23 a thousand bad signatures cause one fetch, are all refused, and fill the ring no further than its cap", async () => {
      await sourceWithKeys("attacked");
      const startedAt = performance.now();
      const headers = assetHeaders(stranger, BODY);
      const statuses = new Set<number>();
      for (let batch = 0; batch < 20; batch += 1) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => doors.post("attacked", BODY, headers)));
        for (const status of answers) statuses.add(status);
      }
      expect([...statuses]).toEqual([401]);
      const mostFetches = 1 + Math.floor((performance.now() - startedAt) / 30_000);
      const count = fetches.filter((path) => path === "/attacked").length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(mostFetches);
      await eventually(async () => {
        const { rows } = await doors.pool.query(
          `SELECT (SELECT count(*)::int FROM requests WHERE slug = 'attacked' AND outcome = 'rejected') AS ring,
                  (SELECT sum(count)::int FROM request_minutes m JOIN sources s ON s.id = m.source_id
                   WHERE s.slug = 'attacked' AND m.outcome = 'rejected') AS counted`,
        );
        expect(rows[0].ring).toBeLessThan(100);
        expect(rows[0].counted).toBe(1000);
      });
    }, 60_000);

    const hostile: Record<string, RequestListener> = {
      "is 10 MB": (_request, response) => response.end(Buffer.alloc(10_000_000, " ")),
      "never ends": (_request, response) => void response.write('{"keys": ['),
      "is a redirect to a metadata address": (_request, response) =>
        response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
      "is HTML": (_request, response) => response.setHeader("content-type", "text/html").end("<html></html>"),
      "is compressed": (_request, response) =>
        response.setHeader("content-encoding", "gzip").end(Buffer.from("1f8b0800", "hex")),
      "has no keys": (_request, response) => response.end('{"keys": []}'),
    };
    test.each(Object.keys(hostile))("R20 the last good keys stay in force while the key set %s", async (name) => {
      const slug = `hostile-${Object.keys(hostile).indexOf(name)}`;
      await sourceWithKeys(slug);
      answer = hostile[name] ?? serve();
      const startedAt = performance.now();
      expect([401, 503]).toContain(await post(slug, stranger));
      expect(performance.now() - startedAt).toBeLessThan(4000);
      expect(fetches.length).toBeGreaterThan(0);
      expect(await post(slug)).toBe(200);
    });

    test("R26 a restart while the key set is unreachable verifies with the persisted keys", async () => {
      await sourceWithKeys("persisted");
      answer = (request) => request.socket.destroy();
      const restarted = await startDoor(doors.door.door, doors.database.url);
      try {
        const headers = { ...assetHeaders(first, BODY), "content-type": "application/json" };
        const response = await fetch(`${restarted.url}/api/webhooks/persisted`, {
          method: "POST",
          body: BODY,
          headers,
        });
        expect(response.status).toBe(200);
      } finally {
        await restarted.stop();
      }
    });

    test("keys that were never obtained give 503 with Retry-After, and 200 once they are", async () => {
      answer = (_request, response) => response.writeHead(500).end();
      await insertSource(doors.pool, "asset", "keyless", { jwksUrl: `${url}/keyless` });
      await whenFetched(doors, "keyless");
      await eventually(async () => expect(await post("keyless")).not.toBe(404));
      const response = await fetch(`${doors.door.url}/api/webhooks/keyless`, {
        method: "POST",
        body: BODY,
        headers: assetHeaders(first, BODY),
      });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("10");
      const { rows } = await doors.pool.query(
        "SELECT count(*)::int AS events FROM events e JOIN sources s ON s.id = e.source_id WHERE slug = 'keyless'",
      );
      expect(rows[0].events).toBe(0);
    });
  },
);

async function whenFetched(doors: DoorFixture, slug: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await doors.pool.query(
      "SELECT 1 FROM source_key_sets k JOIN sources s ON s.id = k.source_id WHERE s.slug = $1",
      [slug],
    );
    expect(rows).toHaveLength(1);
  });
}
