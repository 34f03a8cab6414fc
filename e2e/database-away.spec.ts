import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { createApiClient } from "#lib/client/api-client.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { ADMIN_EMAIL, createPeople, PASSWORD } from "./people.ts";
import { type AssetProvider, createProviders } from "./providers.ts";
import { API_KEY, STORY_ENV } from "./story-env.ts";
import { test } from "./test.ts";
import type { PageWatch } from "./watch-page.ts";

const START_MS = 300_000;
const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
/** A page finds out within a second or two that the database is back, and is then read again. */
const BACK_MS = 30_000;

test.describe.configure({ mode: "serial" });
test.use({ role: null });

/** Its database can be stopped without harm to the other stories. */
let own: RunningSignalbox;
let database: EmbeddedPostgres;
let dataDir: string;
let asset: AssetProvider;

// biome-ignore lint/correctness/noEmptyPattern: the runner reads a hook's needs from this pattern
test.beforeAll(async ({}, testInfo) => {
  testInfo.setTimeout(START_MS);
  dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-away-"));
  chmodSync(dataDir, 0o711);
  await startDatabase();
  const env = { ...STORY_ENV, DATABASE_URL: database.url, SIGNALBOX_SECRET: "a-secret-of-the-stories-of-outages" };
  own = await startSignalbox({ env, timeoutMs: START_MS });
  const api = createApiClient({ baseUrl: own.consoleUrl, apiKey: API_KEY });
  asset = await createProviders(own.receiverUrl, api, 1).asset();
  await asset.send({ businessId: "biz_before" });
});
test.afterAll(async () => {
  await own.stop();
  await database.stop();
  for (const folder of [database.directory, dataDir]) rmSync(folder, { recursive: true, force: true });
});
test.beforeEach(async ({ context, watch }) => {
  const api = createApiClient({ baseUrl: own.consoleUrl, apiKey: API_KEY });
  const { cookies } = await createPeople(own.consoleUrl, api).signIn({ email: ADMIN_EMAIL, password: PASSWORD });
  await context.addCookies(cookies);
  expectOutage(watch);
});

test("while the database is away every page says so and what becomes of webhooks, and comes back by itself", async ({
  page,
}) => {
  await open(page, `${own.consoleUrl}/events?source=${asset.slug}`);
  await expect(rows(page, "Events")).toHaveCount(1);
  await database.stop();

  await expect(banner(page)).toContainText("The database does not answer.");
  for (const businessId of ["biz_1", "biz_2", "biz_3"]) await asset.send({ businessId });
  await expect(banner(page)).toContainText("3 events spooled since");
  await expect(rows(page, "Events")).toHaveCount(1);
  await expectAccessible(page);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Deliveries" }).click();
  await expectAway(page);
  await page.goto(`${own.consoleUrl}/events?source=${asset.slug}`);
  await expectAway(page);
  await expectAccessible(page);

  await startDatabase();
  await expect(rows(page, "Events").first()).toBeVisible({ timeout: BACK_MS });
  await expect(async () => {
    await open(page, `${own.consoleUrl}/events?source=${asset.slug}`);
    await expect(rows(page, "Events")).toHaveCount(4, { timeout: 1000 });
  }).toPass();
  await expect(rows(page, "Events").first()).toContainText("biz_3");
  await expect(banner(page)).toBeEmpty();
});

test("whoever is not signed in is told as well, and can sign in once the database is back", async ({
  page,
  context,
}) => {
  await context.clearCookies();
  await database.stop();
  await page.goto(`${own.consoleUrl}/sign-in`);
  await expect(page.getByRole("heading", { name: "The database does not answer" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("spooled");
  await expectAccessible(page);
  await startDatabase();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible({ timeout: BACK_MS });
});

async function startDatabase(): Promise<void> {
  database = await startEmbeddedPostgres({ dataDir, checkout: CHECKOUT, isDurable: false });
}

/** Whatever needs the database is refused, in words. */
function expectOutage(watch: PageWatch): void {
  for (const status of [401, 500, 503]) watch.expectAnswer(status, /./);
  watch.expectComplaint(/Minified React error|Server Components render|ERR_/);
}

function banner(page: Page) {
  return page.getByRole("status", { name: "Database and spool" });
}

async function expectAway(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "The database does not answer" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("3 events spooled since");
}
