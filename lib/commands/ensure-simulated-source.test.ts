import { afterAll, beforeAll, expect, test } from "vitest";
import { Actor } from "#lib/auth/actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { ensureSimulatedSource } from "./ensure-simulated-source.ts";

let site: TestConsole;
beforeAll(async () => {
  site = await openTestConsole();
});
afterAll(() => site.close());

const actor = Actor.system("test");
const key = (n: string) => ({ kty: "RSA", use: "sig", alg: "RS256", kid: n, n, e: "AQAB" });
const asset = (n: string) => ({ slug: "sim-asset", name: "Asset", provider: "asset", key: key(n) }) as const;
const abound = (secret: string) => ({ slug: "sim-abound", name: "Abound", provider: "abound", secret }) as const;

async function readSource(slug: string) {
  const { rows } = await site.database.pool.query(
    `SELECT s.simulated, s.environment, s.pasted_jwks, s.version,
       (SELECT count(*)::int FROM source_secrets x WHERE x.source_id = s.id AND x.retired_at IS NULL) AS secrets
     FROM sources s WHERE slug = $1`,
    [slug],
  );
  return rows[0];
}

test("the source is made once, marked as simulated, and left alone when it knows the key", async () => {
  expect(await ensureSimulatedSource(actor, asset("first"))).toEqual({ hasChanged: true, status: "enabled" });
  expect(await ensureSimulatedSource(actor, asset("first"))).toEqual({ hasChanged: false, status: "enabled" });
  expect(await readSource("sim-asset")).toMatchObject({ simulated: true, environment: "sandbox", version: 1 });
});

test("the key of another simulator joins the ones that are trusted", async () => {
  expect(await ensureSimulatedSource(actor, asset("second"))).toMatchObject({ hasChanged: true });
  const { pasted_jwks: keySet } = await readSource("sim-asset");
  expect(keySet.keys.map(({ n }: { n: string }) => n)).toEqual(["second", "first"]);
});

test("secrets are added up to the limit, then the oldest makes room", async () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7])
    await ensureSimulatedSource(actor, abound(`a secret of the simulator ${number}`));
  expect(await readSource("sim-abound")).toMatchObject({ secrets: 5 });
  expect(await ensureSimulatedSource(actor, abound("a secret of the simulator 7"))).toMatchObject({
    hasChanged: false,
  });
});

test("a source that an operator made is not taken over", async () => {
  await insertSource(site.database.pool, "asset", "real", { jwks: { keys: [] } });
  const given = { ...asset("first"), slug: "real" };
  await expect(ensureSimulatedSource(actor, given)).rejects.toMatchObject({ code: "conflict" });
});
