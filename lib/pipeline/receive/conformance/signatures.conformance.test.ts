import { expect, test } from "vitest";
import aboundVectors from "#lib/signatures/vectors/abound-signature-vectors.json" with { type: "json" };
import asset from "#lib/signatures/vectors/asset-signature-vector.json" with { type: "json" };
import pythonVectors from "#lib/signatures/vectors/python-json-vectors.json" with { type: "json" };
import { assetBody, assetHeaders, nextAssetId, pythonDumps } from "#lib/testing/asset-webhook.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { sendRaw } from "#lib/testing/raw-request.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const signer = createRsaSigner();
const stranger = createRsaSigner();
const weak = createRsaSigner(1024);
const OLD = "abound-secret-number-one";
const NEW = "abound-secret-number-two";
const SPACED = assetBody("PLAID_ACCOUNT_CONNECTED", {
  business_id: "biz_1",
  timestamp: "2026-01-12T16:04:11Z",
  account_id: "lni_1",
});
const UNICODE = JSON.stringify({ type: "BUSINESS_CREATED", content: { business_id: "biz_é", name: "café 😀" } });
const TAX_PAYMENT = JSON.stringify({
  resource: "taxPayments",
  resourceId: "taxPaymentId_1",
  resourceStatus: "pending",
  event: "taxPayments.updated",
  userId: "userId_1",
  webhookRequestId: "webhookRequestId_1",
});

describeDoors(
  "signatures",
  async (pool) => {
    const ec = { kty: "EC", crv: "P-256", x: "AA", y: "AA" };
    const jwks = { keys: [ec, { kty: "oct", k: "AA" }, weak.jwk, stranger.jwk, signer.jwk] };
    await insertSource(pool, "asset", "asset-1", { jwks: { keys: [signer.jwk] } });
    await insertSource(pool, "asset", "asset-mixed", { jwks });
    await insertSource(pool, "asset", "asset-vector", { jwks: asset.jwks });
    const sharedHeaders = ["first", "second"].map((value) => ({ name: "x-shared", value: `shared-secret-${value}` }));
    await insertSource(pool, "asset", "asset-shared", { jwks: { keys: [signer.jwk] }, sharedHeaders });
    await insertSource(pool, "abound", "abound-1", { secrets: { "2025": OLD, "2026": NEW } });
    await insertSource(pool, "abound", "abound-vector", { secrets: { main: aboundVectors.secret } });
    const tampered = await insertSource(pool, "abound", "abound-tampered", { secrets: { main: NEW } });
    await pool.query("UPDATE source_secrets SET ciphertext = '' WHERE source_id = $1", [tampered]);
  },
  (doors) => {
    const lastEvent = async (slug: string) => {
      const { rows } = await doors.pool.query(
        `SELECT e.type, e.flags, e.verification_via AS via, e.verification_key AS key, b.raw, b.canonical
         FROM events e JOIN bodies b ON b.event_id = e.id JOIN sources s ON s.id = e.source_id
         WHERE s.slug = $1 ORDER BY e.id DESC LIMIT 1`,
        [slug],
      );
      return rows[0];
    };
    const postAsset = (body: string | Buffer, signed: string | Buffer = body, slug = "asset-1") =>
      doors.post(slug, body, assetHeaders(signer, signed));

    test("R01 the spaced form signed as sent is accepted as raw", async () => {
      expect(await postAsset(SPACED)).toBe(200);
      expect((await lastEvent("asset-1")).via).toBe("raw");
    });

    test("R02 the compact UTF-8 form signed over Python's text is accepted, and its text is Python's", async () => {
      expect(await postAsset(UNICODE, pythonDumps(UNICODE))).toBe(200);
      const event = await lastEvent("asset-1");
      expect(event.via).toBe("python");
      expect(event.raw.toString()).toBe(UNICODE);
      expect(event.canonical.toString()).toBe(pythonDumps(UNICODE));
    });

    test("R04 the compact form signed as sent is accepted as raw", async () => {
      const compact = JSON.stringify(JSON.parse(SPACED));
      expect(await postAsset(compact)).toBe(200);
      expect((await lastEvent("asset-1")).via).toBe("raw");
    });

    test("R05 every canonical row of the CPython vectors is accepted", async () => {
      const rows = pythonVectors.filter((row) => row.policy === "canonicalise" && row.name !== "depth-64");
      expect(rows.length).toBeGreaterThan(50);
      for (const row of rows) {
        const bytes = Buffer.from(row.body, "base64");
        const isObject = row.dumps?.startsWith("{") ?? false;
        const body = isObject ? bytes : Buffer.concat([Buffer.from('{"v":'), bytes, Buffer.from("}")]);
        const signed = isObject ? (row.dumps ?? "") : `{"v": ${row.dumps}}`;
        expect([row.name, await postAsset(body, signed)]).toEqual([row.name, 200]);
      }
    });

    test("R06 every other row of the CPython vectors is refused with 400 and the door lives on", async () => {
      for (const row of pythonVectors.filter((entry) => entry.policy.startsWith("reject"))) {
        const bytes = Buffer.from(row.body, "base64");
        const status = await postAsset(bytes, row.dumps ?? bytes);
        expect([row.name, status]).toEqual([row.name, 400]);
      }
      expect(await postAsset(SPACED)).toBe(200);
    });

    test("R07 a flipped byte or a swapped key order is refused", async () => {
      expect(await postAsset(SPACED.replace("biz_1", "biz_2"), SPACED)).toBe(401);
      const { type, content } = JSON.parse(SPACED);
      expect(await postAsset(JSON.stringify({ content, type }), SPACED)).toBe(401);
    });

    test("R08 a signature does not carry over to another asset-id", async () => {
      const headers = assetHeaders(signer, SPACED);
      expect(await doors.post("asset-1", SPACED, { ...headers, "asset-id": nextAssetId() })).toBe(401);
    });

    test.each(["same", "different"])("R10 two asset-id headers with %s values are refused", async (values) => {
      const id = nextAssetId();
      const second = values === "same" ? id : nextAssetId();
      const signature = signer.sign(id, SPACED);
      const lines = [`asset-id: ${id}`, `asset-id: ${second}`, `asset-signature: ${signature}`];
      const answer = await sendRaw(doors.door.port, rawPost("asset-1", SPACED, lines));
      expect(answer.status).toBe(401);
      expect(answer.text).toBe("");
    });

    test("R11 header names are read in any case", async () => {
      const id = nextAssetId();
      const lines = [`ASSET-ID: ${id}`, `aSsEt-SiGnAtUrE: ${signer.sign(id, SPACED)}`];
      expect((await sendRaw(doors.door.port, rawPost("asset-1", SPACED, lines))).status).toBe(200);
    });

    test("R13 padding and the standard alphabet are accepted", async () => {
      for (const encoding of ["padded", "standard"] as const) {
        const id = nextAssetId();
        const bytes = Buffer.from(signer.sign(id, SPACED), "base64url");
        const standard = bytes.toString("base64");
        const signature = encoding === "standard" ? standard : `${bytes.toString("base64url")}==`;
        expect(await doors.post("asset-1", SPACED, { "asset-id": id, "asset-signature": signature })).toBe(200);
      }
    });

    test("R14 signatures that are not base64 as a whole are refused, huge headers by the parser", async () => {
      const id = nextAssetId();
      const good = signer.sign(id, SPACED);
      const bad = [`${good}!`, `${good.slice(0, 100)} ${good.slice(100)}`, `${good}===`, "A".repeat(100)];
      for (const signature of bad) {
        expect(await doors.post("asset-1", SPACED, { "asset-id": id, "asset-signature": signature })).toBe(401);
      }
      const huge = [`asset-id: ${id}`, `asset-signature: ${"A".repeat(1_000_000)}`];
      expect([401, 431, null]).toContain((await sendRaw(doors.door.port, rawPost("asset-1", SPACED, huge))).status);
      expect(await postAsset(SPACED)).toBe(200);
    });

    test.each(["sha1", "sha512"])("R16 a signature over %s is refused", async (digest) => {
      const id = nextAssetId();
      const headers = { "asset-id": id, "asset-signature": signer.sign(id, SPACED, digest) };
      expect(await doors.post("asset-1", SPACED, headers)).toBe(401);
    });

    test("R17 the right key is found among keys of other kinds", async () => {
      expect(await postAsset(SPACED, SPACED, "asset-mixed")).toBe(200);
    });

    test("R19 a key below 2,048 bits verifies nothing", async () => {
      expect(await doors.post("asset-mixed", SPACED, assetHeaders(weak, SPACED))).toBe(401);
    });

    test("the given Asset vector verifies in the spaced and the compact form", async () => {
      const headers = { "asset-id": asset.asset_id, "asset-signature": asset.sig };
      expect(await doors.post("asset-vector", asset.raw_spaced, headers)).toBe(200);
      expect(await doors.post("asset-vector", asset.raw_compact, headers)).toBe(200);
    });

    test("R34 members grafted onto a signed body are refused", async () => {
      const grafts = [SPACED.replace("{", '{"1": 1, '), SPACED.replace("{", '{"__proto__": {"x": 1}, ')];
      for (const graft of grafts) expect(await postAsset(graft, SPACED)).toBe(401);
    });

    test("R35 Abound hex is accepted in lower case, and in upper case with a flag", async () => {
      const [lower, upper] = ["r35-lower", "r35-upper"].map((id) => TAX_PAYMENT.replace("webhookRequestId_1", id));
      expect(await doors.post("abound-1", lower ?? "", { "Abound-Signature": signAbound(NEW, lower ?? "") })).toBe(200);
      expect((await lastEvent("abound-1")).flags).not.toContain("signature_form");
      const signature = signAbound(NEW, upper ?? "").toUpperCase();
      expect(await doors.post("abound-1", upper ?? "", { "Abound-Signature": signature })).toBe(200);
      expect((await lastEvent("abound-1")).flags).toContain("signature_form");
    });

    test("R37 each of several secrets verifies and is named", async () => {
      const body = TAX_PAYMENT.replace("webhookRequestId_1", "r37");
      expect(await doors.post("abound-1", body, { "abound-signature": signAbound(OLD, body) })).toBe(200);
      expect((await lastEvent("abound-1")).key).toBe("2025");
    });

    test("R38 a source whose secret was emptied answers 503, never 200", async () => {
      for (const secret of ["", NEW]) {
        expect(
          await doors.post("abound-tampered", TAX_PAYMENT, { "abound-signature": signAbound(secret, TAX_PAYMENT) }),
        ).toBe(503);
      }
    });

    test("R41 an Abound body re-spaced after signing is refused", async () => {
      const spaced = JSON.stringify(JSON.parse(TAX_PAYMENT), null, 1);
      expect(await doors.post("abound-1", spaced, { "abound-signature": signAbound(NEW, TAX_PAYMENT) })).toBe(401);
    });

    test("the given Abound vectors verify", async () => {
      for (const { raw, abound_signature } of aboundVectors.vectors) {
        expect(await doors.post("abound-vector", raw, { "abound-signature": abound_signature })).toBe(200);
      }
    });

    test("R62 a source with shared headers requires one of their values beside the signature", async () => {
      const post = (headers: Record<string, string>) =>
        doors.post("asset-shared", SPACED, { ...assetHeaders(signer, SPACED), ...headers });
      expect(await post({})).toBe(401);
      expect(await post({ "x-shared": "shared-secret-third" })).toBe(401);
      expect(await post({ "X-Shared": "shared-secret-first" })).toBe(200);
      expect(await post({ "x-shared": "shared-secret-second" })).toBe(200);
      const { rows } = await doors.pool.query(
        "SELECT headers::text FROM bodies UNION ALL SELECT headers::text FROM requests",
      );
      expect(rows.map((row) => row.headers).join()).not.toContain("shared-secret");
    });
  },
);

function rawPost(slug: string, body: string, headerLines: string[]): string {
  const head = [`POST /api/webhooks/${slug} HTTP/1.1`, "host: localhost", `content-length: ${Buffer.byteLength(body)}`];
  return `${[...head, ...headerLines].join("\r\n")}\r\n\r\n${body}`;
}
