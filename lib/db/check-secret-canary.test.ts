import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { checkSecretCanary } from "./check-secret-canary.ts";
import { refuseWrongSecret } from "./refuse-wrong-secret.ts";

let database: TestDatabase;
const right = createSecretBox("the secret this installation was set up with");
const wrong = createSecretBox("a secret that somebody typed from memory");
const log = createLog("receiver", { level: "silent" });

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("the first secret is taken, and only that one is accepted from then on", async () => {
  expect(await checkSecretCanary(database.pool, right)).toBeNull();
  expect(await checkSecretCanary(database.pool, wrong)).toMatch(/is not the one this database was set up with/);
  expect(await checkSecretCanary(database.pool, right)).toBeNull();
});

test("a process with the wrong secret refuses to start, and one whose database is away does not", async () => {
  await expect(refuseWrongSecret(database.pool, wrong, log)).rejects.toThrow("SIGNALBOX_SECRET is not the one");
  const gone = await openTestDatabase();
  await gone.close();
  await expect(refuseWrongSecret(gone.pool, wrong, log)).resolves.toBeUndefined();
});
