import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { ABOUND_SECRET, Gateway } from "#lib/testing/gateway.ts";
import { signAbound } from "#lib/testing/test-sources.ts";

const bodyOf = (id: string) =>
  JSON.stringify({ event: "documents.created", webhookRequestId: id, data: { userId: "userId_1" } });

describe("D29: two gateways that deliver to each other", () => {
  let a: Gateway;
  let b: Gateway;
  beforeAll(async () => {
    [a, b] = await Promise.all([Gateway.start(), Gateway.start()]);
  }, 60_000);
  afterAll(() => Promise.all([a?.stop(), b?.stop()]));

  test("stop after one hop: B keeps what A forwards and passes it on to nobody", async () => {
    const body = bodyOf("around");
    const headers = { "abound-signature": signAbound(ABOUND_SECRET, body) };
    await insertDestination(a.database.pool, { url: b.hook, headers });
    await insertDestination(b.database.pool, { url: a.hook, headers });
    expect(await a.post("abound", body, headers)).toBe(200);
    await eventually(async () => expect(await a.counts()).toEqual({ events: 1, succeeded: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect([await a.counts(), await b.counts()]).toEqual([{ events: 1, succeeded: 1 }, { events: 1 }]);
    const { rows } = await b.database.pool.query("SELECT raw FROM bodies");
    expect(String(rows[0].raw)).toBe(body);
  });

  test("control: what B receives from a provider itself does go to A", async () => {
    const body = bodyOf("direct");
    expect(await b.post("abound", body, { "abound-signature": signAbound(ABOUND_SECRET, body) })).toBe(200);
    // A knows no such signature for the custom header of B's destination, so it refuses: B did call.
    await eventually(async () => expect(await b.counts()).toMatchObject({ events: 2, retry_scheduled: 1 }));
    expect(await a.counts()).toEqual({ events: 1, succeeded: 1 });
  });

  test("a gateway that is its own destination is never called", async () => {
    await insertDestination(b.database.pool, { url: b.hook, retrySchedule: [86_400] });
    const body = bodyOf("self");
    expect(await b.post("abound", body, { "abound-signature": signAbound(ABOUND_SECRET, body) })).toBe(200);
    await eventually(async () => {
      const { rows } = await b.database.pool.query("SELECT error FROM attempts WHERE url = $1", [b.hook]);
      expect(JSON.parse(rows[0]?.error ?? "{}")).toMatchObject({ kind: "blocked_address", reason: "own_listener" });
    });
  });
});
