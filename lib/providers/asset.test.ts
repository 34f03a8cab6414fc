import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type RsaVerificationKey, readKeySet } from "#lib/signatures/jwks.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { providerBody } from "#lib/testing/webhook-arbitraries.ts";
import { asset } from "./asset.ts";
import type { SourceCredentials } from "./provider.ts";

const ID = "0f6f6c1e-6f0b-4a53-9a3b-2f9f4c4d1a77";
const BUSINESS = "biz_Pk2fNFDd8wj7EFeLWJywc7";
const receivedAt = new Date("2026-01-15T10:30:05Z");
const signer = createRsaSigner();
let rsaKeys: readonly RsaVerificationKey[];

beforeAll(async () => {
  const reading = await readKeySet(JSON.stringify({ keys: [signer.jwk] }));
  rsaKeys = reading.kind === "key_set" ? reading.keys : [];
});

function authenticate(body: string, headers: HeaderPairs, credentials: Partial<SourceCredentials> = {}) {
  return asset.authenticate(
    { headers, body: Buffer.from(body) },
    { rsaKeys, secrets: [], sharedHeaders: [], ...credentials },
  );
}

function signed(text: string | Buffer): HeaderPairs {
  return [
    ["asset-id", ID],
    ["asset-signature", signer.sign(ID, text)],
  ];
}

function factsOf(body: object | string) {
  const text = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return asset.readFacts({ headers: [["Asset-Id", ID]], body: text, text, receivedAt });
}

function expired(content: object) {
  const timestamp = "2026-01-15T10:30:00Z";
  return factsOf({
    type: "PLAID_ACCOUNT_EXPIRED",
    content: { business_id: BUSINESS, timestamp, account_id: "eac_1", ...content },
  });
}

describe("authentication", () => {
  test("a signed request names its key and the text that counts", () => {
    expect(authenticate('{"a":1}', signed('{"a": 1}'))).toEqual({
      kind: "authentic",
      scheme: "rsa-sha256",
      via: "python",
      key: rsaKeys[0]?.thumbprint,
      text: Buffer.from('{"a": 1}'),
      document: null,
      flags: [],
    });
  });

  test("the document that verifying read of a body gives the facts that the body itself gives", () => {
    fc.assert(
      fc.property(providerBody("asset"), (body) => {
        const headers = signed(body);
        const found = asset.authenticate({ headers, body }, { rsaKeys, secrets: [], sharedHeaders: [] });
        fc.pre(found.kind === "authentic" && found.via === "raw" && found.document !== null);
        if (found.kind !== "authentic") return;
        const { text, document } = found;
        const facts = asset.readFacts({ headers, body, text, document, receivedAt });
        expect(facts).toEqual(asset.readFacts({ headers, body, text, receivedAt }));
      }),
      { numRuns: 200 },
    );
  });

  test("headers are judged first, then the shape, then the signature", () => {
    const headers = signed("{}");
    expect(authenticate("[", [])).toEqual({ kind: "rejected", status: 401, cause: "missing_id" });
    expect(authenticate("[", headers)).toEqual({ kind: "rejected", status: 400, cause: "not_json" });
    expect(authenticate("{}", headers, { rsaKeys: [] })).toEqual({ kind: "misconfigured", cause: "no_keys" });
    expect(authenticate('{"a":1}', headers)).toEqual({ kind: "no_match" });
  });

  test("R62: a shared header that is configured is required beside the signature", () => {
    const sharedHeaders = [{ name: "x-asset-signature", value: "the shared value" }];
    const withHeader = (value: string): HeaderPairs => [...signed("{}"), ["X-Asset-Signature", value]];
    expect(authenticate("{}", signed("{}"), { sharedHeaders })).toMatchObject({ cause: "missing_shared_header" });
    expect(authenticate("{}", withHeader("wrong"), { sharedHeaders })).toMatchObject({
      status: 401,
      cause: "wrong_shared_header",
    });
    expect(authenticate("{}", withHeader("the shared value"), { sharedHeaders }).kind).toBe("authentic");
  });
});

describe("facts", () => {
  test.each(asset.eventTypes.map(({ type, sample }) => [type, sample] as const))(
    "the documented %s is read without complaint",
    (type, sample) => {
      const facts = factsOf(sample);
      const timeFlags = facts.flags.filter((flag) => !["no_time", "late", "future_time"].includes(flag));
      expect(facts).toMatchObject({ providerKey: ID, type, businessId: BUSINESS, userId: null });
      expect(timeFlags).toEqual([]);
      expect(facts.flags.includes("no_time")).toBe(type === "TASK_REQUEST");
    },
  );

  test("an account event is about its account", () => {
    expect(expired({})).toEqual({
      providerKey: ID,
      bodyHash: expect.any(Buffer),
      type: "PLAID_ACCOUNT_EXPIRED",
      businessId: BUSINESS,
      externalId: null,
      userId: null,
      subject: "eac_1",
      occurredAt: "2026-01-15T10:30:00.000000Z",
      occurredAtText: "2026-01-15T10:30:00Z",
      flags: [],
      payloadJson:
        '{"type":"PLAID_ACCOUNT_EXPIRED","content":{"business_id":"biz_Pk2fNFDd8wj7EFeLWJywc7","timestamp":"2026-01-15T10:30:00Z","account_id":"eac_1"}}',
    });
  });

  test("a business event is about the business and carries the external id", () => {
    const content = { business_id: BUSINESS, business_external_id: "ext-123", timestamp: "2026-01-15T10:30:00Z" };
    expect(factsOf({ type: "BUSINESS_CREATED", content })).toMatchObject({ subject: BUSINESS, externalId: "ext-123" });
    const withoutExternalId = factsOf({
      type: "BUSINESS_CREATED",
      content: { ...content, business_external_id: null },
    });
    expect(withoutExternalId).toMatchObject({ externalId: null, flags: [] });
  });

  test("both spellings of a type mean the documented one", () => {
    const content = { business_id: BUSINESS };
    expect(factsOf({ type: "TASK_REQUEST_COMPLETED", content }).type).toBe("TASKS_REQUEST_COMPLETED");
    expect(factsOf({ type: "TASKS_REQUEST", content }).type).toBe("TASK_REQUEST");
  });

  test("the body's hash tells another body, not another spelling of the same", () => {
    const { bodyHash } = factsOf('{"type":"TASK_REQUEST","content":{"a":"é"}}');
    expect(bodyHash).toEqual(
      createHash("sha256").update('{"type": "TASK_REQUEST", "content": {"a": "\\u00e9"}}').digest(),
    );
    expect(factsOf('{ "type": "TASK_REQUEST",\n"content": {"a": "\\u00E9"} }').bodyHash).toEqual(bodyHash);
    expect(factsOf('{"type":"TASK_REQUEST","content":{"a":"e"}}').bodyHash).not.toEqual(bodyHash);
  });

  test("an unknown type is kept as sent, up to 200 characters, and nothing is required of it", () => {
    expect(factsOf({ type: "LOAN_APPROVED" })).toMatchObject({
      type: "LOAN_APPROVED",
      flags: ["no_time", "unknown_type"],
    });
    expect(factsOf({ type: `\u0000${"x".repeat(300)}` }).type).toBe(`␀${"x".repeat(199)}`);
    expect(factsOf({ type: "constructor" }).flags).toContain("unknown_type");
  });

  test.each([{}, { type: 7 }, { type: "" }, { type: null }, { type: {} }])("%j has no readable type", (body) => {
    expect(factsOf(body)).toMatchObject({ type: "unparsed", flags: ["no_time", "unparsed"] });
  });

  test("R58: times that cannot be used are flagged, and their text is kept", () => {
    expect(expired({ timestamp: "<current timestamp in UTC>" })).toMatchObject({
      occurredAt: null,
      occurredAtText: "<current timestamp in UTC>",
      flags: ["no_time"],
    });
    expect(expired({ timestamp: "9999-01-01T00:00:00" }).flags).toEqual(["future_time"]);
    expect(expired({ timestamp: 0 })).toMatchObject({ occurredAt: "1970-01-01T00:00:00.000000Z", flags: ["late"] });
  });

  test.each([{}, [], 7, true, "", null])("R59: a business id of %j is none, and no state is derived", (id) => {
    expect(expired({ business_id: id })).toMatchObject({ businessId: null, subject: "eac_1", flags: ["unparsed"] });
  });

  test("R59: an id too long for an index is indexed by its hash", () => {
    const id = "x".repeat(250_000);
    const hash = `sha256:${createHash("sha256").update(id).digest("hex")}`;
    expect(expired({ business_id: id })).toMatchObject({ businessId: hash, flags: ["unparsed"] });
    expect(expired({ account_id: "y".repeat(200) })).toMatchObject({ subject: "y".repeat(200), flags: [] });
  });

  test("an external id may have the 255 characters that Asset allows", () => {
    const externalId = "e".repeat(255);
    expect(expired({ business_external_id: externalId })).toMatchObject({ externalId, flags: [] });
  });

  test("ids with characters PostgreSQL refuses are made safe", () => {
    expect(expired({ account_id: "a\u0000\ud800" })).toMatchObject({
      subject: "a␀\ufffd",
      flags: ["nul", "lone_surrogate"],
    });
  });

  test("oddities of the body become flags, and the last of repeated keys counts", () => {
    const facts = factsOf(
      `{"type":"EVIL","content":{"business_id":"${BUSINESS}","n":9007199254740993,"__proto__":{}},"type":"TASK_REQUEST"}`,
    );
    expect(facts.type).toBe("TASK_REQUEST");
    expect([...facts.flags].sort()).toEqual(["duplicate_keys", "no_time", "proto_key", "unsafe_integer"]);
  });
});
