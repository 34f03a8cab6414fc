import { createHash, createHmac, createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import vectors from "#lib/signatures/vectors/abound-signature-vectors.json" with { type: "json" };
import { abound } from "./abound.ts";
import type { AuthenticRequest } from "./provider.ts";

const receivedAt = new Date("2026-01-15T10:30:05Z");
const secrets = [{ label: "current", key: createSecretKey(Buffer.from(vectors.secret)) }];
const USER = "userId_8e01c68862ff080637075b7f0e2105bd7229f434";

function authenticate(body: string | Buffer, signature: string, using = secrets) {
  const headers = [["abound-signature", signature]] as const;
  return abound.authenticate(
    { headers, body: Buffer.from(body) },
    { rsaKeys: [], secrets: using, sharedHeaders: [{ name: "x-ignored", value: "not for Abound" }] },
  );
}

function hmac(body: string | Buffer, secret = vectors.secret): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

function factsOf(body: object | string | Buffer, environment?: AuthenticRequest["environment"]) {
  const text =
    typeof body === "string" || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return abound.readFacts({ headers: [], body: text, text, receivedAt, environment });
}

function payment(changes: object) {
  return factsOf({ ...JSON.parse(vectors.vectors[0]?.raw ?? ""), ...changes });
}

function sha256(body: string | Buffer): string {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}

describe("authentication", () => {
  test.each(vectors.vectors.map(({ raw, abound_signature }) => [raw, abound_signature] as const))(
    "R35: the vector %s is authentic as sent",
    (raw, signature) => {
      const authentic = {
        kind: "authentic",
        scheme: "hmac-sha256",
        via: "raw",
        key: "current",
        text: Buffer.from(raw),
        document: null,
      };
      expect(authenticate(raw, signature)).toEqual({ ...authentic, flags: [] });
      expect(authenticate(raw, signature.toUpperCase())).toEqual({ ...authentic, flags: ["signature_form"] });
    },
  );

  test("what is not authentic", () => {
    expect(authenticate("{}", hmac("{}", "another secret"))).toEqual({ kind: "no_match" });
    expect(authenticate("{}", "zz")).toEqual({ kind: "rejected", status: 401, cause: "malformed_signature" });
    expect(authenticate("{}", hmac("{}", ""), [{ label: "empty", key: createSecretKey(Buffer.alloc(0)) }])).toEqual({
      kind: "misconfigured",
      cause: "no_secret",
    });
  });

  test("R40, R46: authentic data is not refused for its content", () => {
    for (const body of ["", "null", "[]", "a=1&b=2", "[".repeat(100_000), Buffer.from([0xff])]) {
      expect(authenticate(body, hmac(body)).kind).toBe("authentic");
    }
  });
});

describe("facts", () => {
  test.each(abound.eventTypes.map(({ type, sample }) => [type, sample] as const))(
    "the documented %s is read without complaint",
    (type, sample) => {
      expect(factsOf(sample, "sandbox")).toMatchObject({
        providerKey: "webhookRequestId_1612383074723",
        type,
        userId: USER,
        subject: sample.resourceId,
        businessId: null,
        externalId: null,
        occurredAt: null,
        flags: ["no_time"],
      });
    },
  );

  test("a body of API v4 is recognised: its own id, its time, its resource", () => {
    expect(factsOf(vectors.vectors[2]?.raw ?? "", "sandbox")).toMatchObject({
      providerKey: "webhookLogId_sample4RMH0Ly5DQ",
      type: "W_9_CREATED",
      subject: "documentId_sampleVppNzzIbQT",
      userId: null,
      occurredAt: "2023-01-01T00:00:00.000000Z",
      flags: ["late", "unknown_type"],
    });
  });

  test.each([
    ["taxPayment.updated", "taxPayments.updated"],
    ["paymentMethod.created", "paymentMethods.created"],
  ])("the older name %s means %s", (event, type) => {
    expect(payment({ event })).toMatchObject({ type, flags: ["no_time"] });
  });

  test("taxes may be named by a year, as text or number, or not at all", () => {
    const taxes = { event: "taxes.updated", resource: "taxes", resourceURL: undefined };
    expect(payment({ ...taxes, resourceId: 2026 })).toMatchObject({ subject: "2026", flags: ["no_time"] });
    expect(payment({ ...taxes, resourceId: undefined })).toMatchObject({ subject: null, flags: ["no_time"] });
  });

  test("a resource without an id or a user yields no state", () => {
    expect(payment({ resourceId: undefined }).flags).toContain("unparsed");
    expect(payment({ userId: {} })).toMatchObject({ userId: null, flags: ["no_time", "unparsed"] });
  });

  test("an id that differs from the one in the address is flagged", () => {
    expect(payment({ resourceId: "taxPaymentId_8888" })).toMatchObject({
      subject: "taxPaymentId_8888",
      flags: ["no_time", "id_mismatch"],
    });
    expect(payment({ resourceURL: "https://x.example/taxPayments/taxPaymentId_7777/" }).flags).toEqual(["no_time"]);
    expect(payment({ resourceURL: "not an address" }).flags).toEqual(["no_time"]);
  });

  test("an address of the other environment is flagged where the source's environment is known", () => {
    const body = vectors.vectors[0]?.raw ?? "";
    expect(factsOf(body, "production").flags).toContain("env_mismatch");
    expect(factsOf(body, "sandbox").flags).not.toContain("env_mismatch");
    expect(factsOf(body).flags).not.toContain("env_mismatch");
    const production = body.replaceAll("sandbox-api", "production-api");
    expect(factsOf(production, "sandbox").flags).toContain("env_mismatch");
  });

  test("R43: a lone surrogate is replaced in the searchable copy and flagged", () => {
    const facts = factsOf('{"event":"documents.updated","resourceId":"d","userId":"u","resourceMessage":"\\ud800"}');
    expect(facts.flags).toContain("lone_surrogate");
    expect(facts.payloadJson).toContain('"resourceMessage":"\ufffd"');
  });

  test("R44: numbers keep their text", () => {
    const facts = payment({});
    const body = (vectors.vectors[0]?.raw ?? "").replace("{", '{"n":[1e400,9007199254740993,-0,1.10],');
    expect(factsOf(body).flags).toEqual(["unsafe_integer", ...facts.flags]);
    expect(factsOf(body).payloadJson).toContain('"n":["1e400","9007199254740993",-0,1.10]');
  });

  test.each(["", "null", "[]", '"x"', "a=1&b=2", "\ufeff{}", "[".repeat(100_000), Buffer.from([0x7b, 0xff, 0x7d])])(
    "R40, R46: a body that is no object is kept as unparsed, keyed by its hash (case %#)",
    (body) => {
      expect(factsOf(body)).toEqual({
        providerKey: sha256(body),
        bodyHash: createHash("sha256").update(body).digest(),
        type: "unparsed",
        businessId: null,
        externalId: null,
        userId: null,
        subject: null,
        occurredAt: null,
        occurredAtText: null,
        flags: ["unparsed", "no_time"],
        payloadJson: null,
      });
    },
  );

  test.each([undefined, null, 7, {}, "", "x".repeat(257), "a\u0000b", "\ud800"])(
    "a request id of %j gives way to the body's hash",
    (webhookRequestId) => {
      const body = JSON.stringify({ event: "users.updated", webhookRequestId, id: "not the id of this form" });
      expect(factsOf(body).providerKey).toBe(sha256(body));
    },
  );
});
