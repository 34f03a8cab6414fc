import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SourceInput } from "#lib/domain/api/source-input.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { createSource } from "./create-source.ts";
import { updateSource } from "./update-source.ts";

const admin = testActor("admin");
let console: TestConsole;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const asset = (more: Partial<SourceInput> = {}) =>
  createSource(admin, { provider: "asset", name: "Asset", environment: "production", ...more });
const abound = (more: Partial<SourceInput> = {}) =>
  createSource(admin, { provider: "abound", name: "Abound", environment: "sandbox", ...more });

async function read(slug: string) {
  const { rows } = await console.database.pool.query("SELECT * FROM sources WHERE slug = $1", [slug]);
  return rows[0];
}

describe("the address", () => {
  test("is unguessable unless it is given", async () => {
    const outcomes = await Promise.all([asset(), asset()]);
    const slugs = outcomes.map((outcome) => (outcome.kind === "created" ? outcome.slug : ""));
    expect(slugs[0]).toMatch(/^asset-[0-9a-f]{32}$/);
    expect(slugs[0]).not.toBe(slugs[1]);
  });

  test("is taken once, also when two operators ask at the same moment", async () => {
    const outcomes = await Promise.all([asset({ slug: "mine" }), asset({ slug: "mine" }), abound({ slug: "mine" })]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["conflict", "conflict", "created"]);
  });
});

describe("an Asset source", () => {
  test("without a key set of its own uses the one the deployment names", async () => {
    await asset({ slug: "default-keys" });
    expect(await read("default-keys")).toMatchObject({
      status: "enabled",
      jwks_url: "https://api.getasset.com/.well-known/jwks.json",
    });
  });

  test("keeps only the public part of pasted keys, and says when there was more", async () => {
    const jwk = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
    const outcome = await asset({ slug: "pasted", jwks: { keys: [jwk, weak] } });
    expect(outcome).toMatchObject({
      kind: "created",
      warnings: [
        expect.stringContaining("The key set contains a private key, which was not kept."),
        "Key 2 is left out: it has fewer than 2,048 bits.",
      ],
    });
    expect((await read("pasted")).pasted_jwks).toEqual({ keys: [{ kty: "RSA", n: jwk.n, e: jwk.e }] });
  });

  test("forgets the keys of the former origin when it gets another one", async () => {
    await asset({ slug: "moved" });
    const { id } = await read("moved");
    await console.database.pool.query("INSERT INTO source_key_sets (source_id, document) VALUES ($1, '{}')", [id]);
    await updateSource(admin, "moved", { jwksUrl: "https://keys.invalid/jwks.json" });
    const { rows } = await console.database.pool.query("SELECT 1 FROM source_key_sets WHERE source_id = $1", [id]);
    expect(rows).toEqual([]);
  });

  test.each([
    ["a key set with nothing usable", { jwks: { keys: [] } }, "jwks"],
    ["a key set that is not one", { jwks: "<html>" }, "jwks"],
    ["both kinds of key set", { jwks: { keys: [] }, jwksUrl: "https://a.example/" }, "jwks"],
    ["a private key set address", { jwksUrl: "http://127.0.0.1:9/" }, "jwksUrl"],
    ["a malformed key set address", { jwksUrl: "ftp://a.example/" }, "jwksUrl"],
    ["a secret", { secrets: [{ label: "a", value: "a secret of a good length" }] }, "secrets"],
    ["a shared header that is always sent", { sharedHeaders: [{ name: "Host", value: "x" }] }, "sharedHeaders"],
    ["a shared header that cannot be sent", { sharedHeaders: [{ name: "x-a", value: "a\nb" }] }, "sharedHeaders"],
  ])("refuses %s", async (_, more, field) => {
    expect(await asset(more)).toMatchObject({ kind: "refused", field, message: expect.stringMatching(/\.$/) });
  });

  test("takes two values of a shared header, sealed", async () => {
    const value = "a shared header value nobody sees";
    const sharedHeaders = [
      { name: "X-Asset-Token", value },
      { name: "x-asset-token", value: `${value} either` },
    ];
    expect(await asset({ slug: "shared", sharedHeaders })).toMatchObject({ kind: "created" });
    const { rows } = await console.database.pool.query("SELECT header_name FROM source_secrets");
    expect(rows).toEqual([{ header_name: "x-asset-token" }, { header_name: "x-asset-token" }]);
    const everything = await console.database.pool.query("SELECT * FROM source_secrets, audit_entries");
    expect(JSON.stringify(everything.rows)).not.toContain("nobody sees");
  });
});

test("an Abound source takes neither key sets nor shared headers", async () => {
  expect(await abound({ jwksUrl: "https://a.example/" })).toMatchObject({ kind: "refused", field: "jwksUrl" });
  const sharedHeaders = [{ name: "x-token", value: "a value of a good length" }];
  expect(await abound({ sharedHeaders })).toMatchObject({ kind: "refused", field: "sharedHeaders" });
});

test("only an admin may create one", async () => {
  const input = { provider: "abound" as const, name: "A", environment: "sandbox" as const };
  await expect(createSource(testActor("operator"), input)).rejects.toThrow("source:write");
});
