import { expect, test } from "vitest";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const SECRET = "abound-secret-number-one";
let count = 0;

describeDoors(
  "source status",
  async (pool) => {
    for (const status of ["enabled", "paused", "disabled"] as const) {
      await insertSource(pool, "abound", status, { status, secrets: { main: SECRET } });
    }
    await insertDestination(pool, "Ledger");
    await insertDestination(pool, "Paused", { isPaused: true });
  },
  (doors) => {
    const post = async (slug: string, secret = SECRET) => {
      count += 1;
      const body = `{"event":"users.updated","webhookRequestId":"status-${count}"}`;
      return fetch(`${doors.door.url}/api/webhooks/${slug}`, {
        method: "POST",
        body,
        headers: { "abound-signature": signAbound(secret, body) },
      });
    };
    const query = async (sql: string) => (await doors.pool.query(sql)).rows;

    test("R61 a paused source accepts and holds, and says why of each delivery", async () => {
      expect((await post("paused")).status).toBe(200);
      const rows = await query(
        `SELECT d.status, d.reason FROM deliveries d JOIN sources s ON s.id = d.source_id WHERE s.slug = 'paused'`,
      );
      expect(rows).toEqual([
        { status: "held", reason: "source_paused" },
        { status: "held", reason: "source_paused" },
      ]);
    });

    test("an enabled source's deliveries wait only where the destination is paused", async () => {
      expect((await post("enabled")).status).toBe(200);
      const rows = await query(
        `SELECT x.name, d.status, d.reason FROM deliveries d JOIN sources s ON s.id = d.source_id
         JOIN destinations x ON x.id = d.destination_id WHERE s.slug = 'enabled' ORDER BY x.name`,
      );
      expect(rows).toEqual([
        { name: "Ledger", status: "pending", reason: null },
        { name: "Paused", status: "held", reason: "destination_paused" },
      ]);
    });

    test("a disabled source refuses with 503, and keeps in full what was verified", async () => {
      const response = await post("disabled");
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("300");
      const rows = await query("SELECT cause, body FROM requests WHERE slug = 'disabled' AND body IS NOT NULL");
      expect(rows).toHaveLength(1);
      expect(rows[0].cause).toBe("source_disabled");
      expect(rows[0].body.toString()).toContain("users.updated");
    });

    test("a disabled source keeps no body of what it could not verify", async () => {
      expect((await post("disabled", "somebody else's secret")).status).toBe(503);
      await eventually(async () => {
        const rows = await query("SELECT body FROM requests WHERE slug = 'disabled' AND cause = 'bad_signature'");
        expect(rows).toEqual([{ body: null }]);
      });
    });

    test("a change of status takes effect at the door within two seconds", async () => {
      await doors.pool.query("UPDATE sources SET status = 'disabled', version = version + 1 WHERE slug = 'enabled'");
      await eventually(async () => expect((await post("enabled")).status).toBe(503), 2000);
      await doors.pool.query("UPDATE sources SET status = 'enabled', version = version + 1 WHERE slug = 'enabled'");
      await eventually(async () => expect((await post("enabled")).status).toBe(200), 2000);
    });
  },
);
