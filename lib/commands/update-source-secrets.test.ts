import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { createSource } from "./create-source.ts";
import { updateSource } from "./update-source.ts";

const SECRET = "a signing secret of more than thirty-two";
const admin = testActor("admin");
const operator = testActor("operator");
let console: TestConsole;
let slug: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  const secrets = [{ label: "first", value: SECRET }];
  const created = await createSource(admin, { provider: "abound", name: "Abound", environment: "sandbox", secrets });
  if (created.kind !== "created") throw new Error(created.message);
  slug = created.slug;
});

async function query<Row extends object>(sql: string): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, [slug])).rows;
}

async function readSecret() {
  const [row] = await query<{ id: string; ciphertext: string; last4: string }>(
    "SELECT x.id, x.ciphertext, x.last4 FROM source_secrets x JOIN sources s ON s.id = x.source_id WHERE s.slug = $1",
  );
  if (row === undefined) throw new Error("no secret");
  return row;
}

describe("what cannot verify", () => {
  test("cannot be enabled, and says why", async () => {
    const created = await createSource(admin, { provider: "abound", name: "New", environment: "sandbox" });
    if (created.kind !== "created") throw new Error(created.message);
    expect(created.warnings).toEqual(["It has no signing secret. The source stays disabled until it has one."]);
    expect(await updateSource(operator, created.slug, { status: "enabled", reason: "go" })).toEqual({
      kind: "refused",
      field: "status",
      message: "It has no signing secret. Nothing it receives could be verified: add one, then enable it.",
    });
    const both = { secrets: [{ label: "a", value: SECRET }], status: "enabled" as const, reason: "go" };
    expect(await updateSource(admin, created.slug, both)).toMatchObject({ kind: "updated" });
  });

  test("does not come about by retiring the last secret", async () => {
    const { id } = await readSecret();
    expect(await updateSource(admin, slug, { retireSecrets: [id] })).toMatchObject({ kind: "refused" });
    const replaced = { retireSecrets: [id], secrets: [{ label: "second", value: `${SECRET}!` }] };
    expect(await updateSource(admin, slug, replaced)).toMatchObject({ kind: "updated" });
  });
});

describe("secrets", () => {
  test("are sealed for their own row and appear nowhere else", async () => {
    const row = await readSecret();
    const box = createSecretBox("a-test-installation-secret-of-enough-length");
    const context = { table: "source_secrets", column: "ciphertext", rowId: row.id };
    expect(box.open(row.ciphertext, context)).toBe(SECRET);
    expect(row.last4).toBe(SECRET.slice(-4));
    const audit = await query("SELECT before, after, reason FROM audit_entries WHERE target_id = $1");
    expect(JSON.stringify(audit)).not.toContain(SECRET);
    expect(JSON.stringify(audit)).toContain(SECRET.slice(-4));
  });

  test("below 16 characters are refused, below 32 draw a warning", async () => {
    const add = (value: string) => updateSource(admin, slug, { secrets: [{ label: "more", value }] });
    expect(await add("fifteen-letters")).toMatchObject({ kind: "refused", field: "secrets" });
    expect(await add("a secret of thirty-one letters!")).toMatchObject({
      kind: "updated",
      warnings: [expect.stringContaining("fewer than 32 characters")],
    });
  });
});
