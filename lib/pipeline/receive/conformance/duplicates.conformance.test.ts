import { expect, test } from "vitest";
import { assetBody, assetHeaders, nextAssetId } from "#lib/testing/asset-webhook.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

const signer = createRsaSigner();
const TASKS = assetBody("TASK_REQUEST", { business_id: "biz_1", task_types: ["request_receipt"] });

describeDoors(
  "duplicates",
  async (pool) => {
    await insertSource(pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertDestination(pool, "Ledger");
    await insertDestination(pool, "Warehouse", { eventTypes: ["TASK_*"] });
    await insertDestination(pool, "Plaid only", { eventTypes: ["PLAID_*"] });
  },
  (doors) => {
    const post = (body: string, id: string) => doors.post("asset", body, assetHeaders(signer, body, id));
    const stored = async (id: string) => {
      const { rows } = await doors.pool.query(
        `SELECT e.provider_key AS key, e.duplicates, e.flags,
           (SELECT count(*)::int FROM deliveries d WHERE d.event_id = e.id) AS deliveries,
           num_nonnulls(e.body_size) + (SELECT count(*)::int FROM requests r WHERE r.event_id = e.id) AS requests
         FROM events e WHERE e.provider_key = $1 OR e.provider_key LIKE $1 || '#%' ORDER BY e.provider_key`,
        [id],
      );
      return rows;
    };

    test("R28 the same request twice is one event with one duplicate and one delivery a destination", async () => {
      const id = nextAssetId();
      expect([await post(TASKS, id), await post(TASKS, id)]).toEqual([200, 200]);
      expect(await stored(id)).toMatchObject([{ duplicates: 1, deliveries: 2, requests: 2 }]);
    });

    test("R29 the same request fifty times at once is fifty acknowledgements and one event", async () => {
      const id = nextAssetId();
      const statuses = await Promise.all(Array.from({ length: 50 }, () => post(TASKS, id)));
      expect(statuses).toEqual(Array(50).fill(200));
      expect(await stored(id)).toMatchObject([{ duplicates: 49, deliveries: 2, requests: 50 }]);
    });

    test("R31 the same body under a new id is an event of its own", async () => {
      const [first, second] = [nextAssetId(), nextAssetId()];
      expect([await post(TASKS, first), await post(TASKS, second)]).toEqual([200, 200]);
      expect(await stored(first)).toHaveLength(1);
      expect(await stored(second)).toHaveLength(1);
    });

    test("another body under a known id becomes a second event, flagged, and nothing is overwritten", async () => {
      const id = nextAssetId();
      const other = assetBody("TASK_REQUEST", { business_id: "biz_1", task_types: ["other"] });
      const third = assetBody("TASK_REQUEST", { business_id: "biz_1", task_types: [] });
      for (const body of [TASKS, other, other, third, TASKS]) expect(await post(body, id)).toBe(200);
      expect(await stored(id)).toMatchObject([
        { key: id, duplicates: 1 },
        { key: `${id}#2`, duplicates: 1, flags: expect.arrayContaining(["id_conflict"]) },
        { key: `${id}#3`, duplicates: 0, flags: expect.arrayContaining(["id_conflict"]) },
      ]);
    });

    test("what another Signalbox forwarded is stored and not sent on", async () => {
      const id = nextAssetId();
      expect(await doors.post("asset", TASKS, { ...assetHeaders(signer, TASKS, id), "signalbox-hop": "1" })).toBe(200);
      expect(await stored(id)).toMatchObject([{ deliveries: 0 }]);
    });

    test("every acknowledged request is counted by the minute", async () => {
      const { rows } = await doors.pool.query(
        `SELECT (SELECT sum(count)::int FROM request_minutes WHERE outcome = 'accepted') AS accepted,
                (SELECT count(*)::int FROM events) AS events,
                (SELECT sum(count)::int FROM request_minutes WHERE outcome = 'duplicate') AS duplicate,
                (SELECT sum(duplicates)::int FROM events) AS duplicates`,
      );
      expect(rows[0].accepted).toBe(rows[0].events);
      expect(rows[0].duplicate).toBe(rows[0].duplicates);
    });
  },
);
