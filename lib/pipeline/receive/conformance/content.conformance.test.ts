import { expect, test } from "vitest";
import { assetBody, assetHeaders } from "#lib/testing/asset-webhook.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const signer = createRsaSigner();
const SECRET = "abound-secret-number-one";

describeDoors(
  "body content",
  async (pool) => {
    await insertSource(pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertSource(pool, "abound", "abound", { secrets: { main: SECRET } });
  },
  (doors) => {
    const postAsset = (body: string | Buffer) => doors.post("asset", body, assetHeaders(signer, body));
    const postAbound = (body: string | Buffer) =>
      doors.post("abound", body, { "abound-signature": signAbound(SECRET, body) });
    const newest = async () => {
      const { rows } = await doors.pool.query(
        `SELECT e.id, e.type, e.flags, e.occurred_at, e.occurred_at_text, e.business_id, e.provider_key, b.raw, b.payload::text AS payload
         FROM events e JOIN bodies b ON b.event_id = e.id ORDER BY e.id DESC LIMIT 1`,
      );
      return rows[0];
    };

    const unreadable: Record<string, Buffer> = {
      "not UTF-8": Buffer.from([0xff, 0xfe, 0x00]),
      empty: Buffer.alloc(0),
      null: Buffer.from("null"),
      "an array": Buffer.from("[]"),
      "form data": Buffer.from("a=1&b=2"),
    };
    test.each(Object.keys(unreadable))("R40 an authentic Abound body that is %s is kept as unparsed", async (name) => {
      const body = unreadable[name] ?? Buffer.alloc(0);
      expect(await postAbound(body)).toBe(200);
      const event = await newest();
      expect(event.flags).toContain("unparsed");
      expect(Buffer.compare(event.raw, body)).toBe(0);
    });

    test("an authentic Abound event of an unknown type is kept under its own name", async () => {
      expect(await postAbound('{"event":"payouts.sent","webhookRequestId":"unknown-type"}')).toBe(200);
      expect(await newest()).toMatchObject({ type: "payouts.sent", flags: expect.arrayContaining(["unknown_type"]) });
    });

    test("R43 a lone surrogate is flagged, and the bytes stay as sent", async () => {
      const body = '{"event":"taxPayments.updated","resourceMessage":"\\ud800","webhookRequestId":"r43"}';
      expect(await postAbound(body)).toBe(200);
      const event = await newest();
      expect(event.flags).toContain("lone_surrogate");
      expect(event.raw.toString()).toBe(body);
    });

    test("R44 numbers stay exactly as sent", async () => {
      const body = '{"event":"taxes.updated","webhookRequestId":"r44","n":[1e400,9007199254740993,-0,1.10]}';
      expect(await postAbound(body)).toBe(200);
      const event = await newest();
      expect(event.raw.toString()).toBe(body);
      expect(event.flags).toContain("unsafe_integer");
    });

    test("a NUL in a text is flagged and does not cost the event", async () => {
      expect(await postAbound('{"event":"users.updated","userId":"a\\u0000b","webhookRequestId":"nul"}')).toBe(200);
      expect((await newest()).flags).toContain("nul");
    });

    test("R46 a hundred thousand brackets are refused for Asset and kept for Abound, and the door lives", async () => {
      const body = "[".repeat(100_000);
      expect(await postAsset(body)).toBe(400);
      expect(await postAbound(body)).toBe(200);
      expect((await newest()).flags).toContain("unparsed");
    });

    const times: Record<string, { value: unknown; flag: string | null }> = {
      "the documentation's placeholder": { value: "<current timestamp in UTC>", flag: "no_time" },
      "in the year 9999": { value: "9999-12-31T23:59:59Z", flag: "future_time" },
      "in 1970": { value: "1970-01-01T00:00:00Z", flag: "late" },
      naive: { value: "2026-01-02T03:04:05", flag: "late" },
      "a number": { value: 1_767_323_045, flag: "late" },
    };
    test.each(Object.keys(times))("R58 a time that is %s is accepted and flagged", async (name) => {
      const { value, flag } = times[name] ?? { value: null, flag: null };
      expect(await postAsset(assetBody("BUSINESS_CREATED", { business_id: `biz_${name}`, timestamp: value }))).toBe(
        200,
      );
      expect((await newest()).flags).toContain(flag);
    });

    test("a naive time is read as UTC, whatever the zone of the process", async () => {
      expect(
        await postAsset(
          assetBody("BUSINESS_CREATED", { business_id: "biz_utc", timestamp: "2026-01-02T03:04:05.123456" }),
        ),
      ).toBe(200);
      const { rows } = await doors.pool.query(
        "SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS at FROM events WHERE business_id = 'biz_utc'",
      );
      expect(rows[0].at).toBe("2026-01-02 03:04:05.123456");
    });

    const ids: Record<string, unknown> = {
      "a long string": "x".repeat(200_000),
      "an object": { a: 1 },
      "an array": [1],
    };
    test.each(Object.keys(ids))(
      "R59 a business id that is %s is accepted, flagged, and indexed by hash at most",
      async (name) => {
        expect(
          await postAsset(assetBody("BUSINESS_CREATED", { business_id: ids[name], timestamp: "2026-01-02T03:04:05Z" })),
        ).toBe(200);
        const event = await newest();
        expect(event.flags).toContain("unparsed");
        expect(event.business_id === null || event.business_id.startsWith("sha256:")).toBe(true);
      },
    );
  },
);
