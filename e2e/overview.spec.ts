import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import pg from "pg";
import { type ApiClient, createApiClient } from "#lib/client/api-client.ts";
import { readEnv } from "#lib/platform/env.ts";
import { findInstallation } from "#lib/platform/find-installation.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { createDownstreams } from "./downstream.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { ADMIN_EMAIL, createPeople, PASSWORD } from "./people.ts";
import { createProviders, type Providers } from "./providers.ts";
import { API_KEY, STORY_ENV } from "./story-env.ts";
import { test } from "./test.ts";

const START_MS = 300_000;
const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

test.use({ role: null });
test.describe.configure({ mode: "serial" });

/** The verdict speaks of everything, so these stories have an installation of their own. */
let own: RunningSignalbox;
let api: ApiClient;
let providers: Providers;
let keyless: CountingServer;

// biome-ignore lint/correctness/noEmptyPattern: the runner reads a hook's needs from this pattern
test.beforeAll(async ({}, testInfo) => {
  testInfo.setTimeout(START_MS);
  keyless = await startHttpServer((_request, response) => response.writeHead(500).end());
  own = await startSignalbox({ env: { ...STORY_ENV, ASSET_JWKS_URL: keyless.url }, timeoutMs: START_MS });
  api = createApiClient({ baseUrl: own.consoleUrl, apiKey: API_KEY });
  providers = createProviders(own.receiverUrl, api, 1);
});
test.afterAll(async () => {
  await own.stop();
  await keyless.close();
});
test.beforeEach(async ({ context, page }) => {
  const people = createPeople(own.consoleUrl, api);
  const { cookies } = await people.signIn({ email: ADMIN_EMAIL, password: PASSWORD });
  await context.addCookies(cookies);
  await page.goto(`${own.consoleUrl}/`);
});

test("a source without keys is called out before anything has arrived", async ({ page }) => {
  await expect(verdict(page)).toContainText("Asset cannot verify anything: it has no keys.");
  await expect(needs(page).filter({ hasText: "it has no keys" })).toBeVisible();
  await expectAccessible(page);
});

test("while all is well the verdict says what is arriving", async ({ page }) => {
  await api.patch("/sources/asset", { status: "disabled", reason: "not used here" });
  const asset = await providers.asset();
  const downstreams = createDownstreams(api);
  const ledger = await downstreams.start("Ledger", { sources: [asset.slug] });
  await asset.send();
  await expect.poll(() => ledger.received.length).toBe(1);
  await expect(verdict(page)).toContainText(`${asset.name} is arriving. Everything is delivered.`, { timeout: 20_000 });
  await expect(page.getByText("Nothing needs a person")).toBeVisible();
  await expectAccessible(page);

  ledger.answer(500);
  await asset.send();
  await expect(verdict(page)).toContainText("1 delivery to Ledger is failing.", { timeout: 20_000 });
  await downstreams.stop();
});

test("rejected requests show in the verdict, which leads to them", async ({ page }) => {
  const abound = await providers.abound();
  for (let sent = 0; sent < 3; sent += 1) expect(await abound.forge(`{"forged":${sent}}`)).toBe(401);
  const words = `${abound.name} rejected 3 requests in the last hour.`;
  await expect(async () => {
    await page.reload();
    await expect(verdict(page)).toContainText(words, { timeout: 1000 });
  }).toPass();
  await needs(page).filter({ hasText: words }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/requests\\?outcome=rejected&source=${abound.slug}`));
  await expect(page.getByRole("region", { name: "Requests" }).locator("tbody").getByRole("row")).toHaveCount(3);
});

test("a source that has fallen silent shows in the verdict", async ({ page }) => {
  const asset = await providers.asset();
  await asset.send();
  await pretendToBeOld(asset.slug);
  await page.reload();
  await expect(needs(page).filter({ hasText: `${asset.name} is quiet` })).toBeVisible();
  await expect(verdict(page)).not.toContainText("Everything is delivered");
  await expectAccessible(page);
});

function verdict(page: Page) {
  return page.getByRole("region", { name: "Verdict" });
}

function needs(page: Page) {
  return page.getByRole("region", { name: "Needs a person" }).getByRole("listitem");
}

/** A day of thirty events an hour that ended two hours ago: nothing but the database remembers so far back. */
async function pretendToBeOld(slug: string): Promise<void> {
  const env = readEnv({ SIGNALBOX_DATA_DIR: own.dataDir });
  const found = env.kind === "ok" ? findInstallation(env.env, CHECKOUT) : env;
  if (found.kind !== "found") throw new Error(`the database of ${own.dataDir} cannot be found`);
  const client = new pg.Client({ connectionString: found.databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
     SELECT minute, s.id, 'BUSINESS_CREATED', 'accepted', 0, 30
     FROM sources s, generate_series(date_trunc('hour', now()) - interval '26 hours',
                                     date_trunc('hour', now()) - interval '2 hours', interval '1 hour') minute
     WHERE s.slug = $1`,
    [slug],
  );
  await client.query(
    "UPDATE events SET received_at = received_at - interval '2 hours' WHERE source_id = (SELECT id FROM sources WHERE slug = $1)",
    [slug],
  );
  await client.end();
}
