import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import type { AssetProvider } from "./providers.ts";
import { test } from "./test.ts";

const MINUTE = 60_000;

function card(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title, exact: true });
}

/** The projector works events in a moment after they were answered; what comes after the page is read is offered as new. */
async function openOnceKnown(page: Page, path: string): Promise<void> {
  await expect(async () => {
    await open(page, path);
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible({ timeout: 1000 });
    await expect(page.getByRole("link", { name: /^event: .* expired/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
}

async function tellOfExpiry(asset: AssetProvider, businessId: string, now: number): Promise<void> {
  await asset.send({
    type: "BUSINESS_CREATED",
    businessId,
    externalId: `ext-${businessId}`,
    at: new Date(now - 50 * MINUTE),
  });
  const account = { businessId, accountId: "lni_story1" };
  await asset.send({ type: "PLAID_ACCOUNT_CONNECTED", ...account, at: new Date(now - 40 * MINUTE) });
  await asset.send({ type: "PLAID_ACCOUNT_EXPIRED", ...account, at: new Date(now - 20 * MINUTE) });
}

test.beforeEach(({ watch }) => {
  // Until the projector has heard of it.
  watch.expectAnswer(404, /^\/businesses\/biz_Story/);
});

test("a business shows its state, why it is so, and follows what happens", async ({ page, providers }) => {
  const asset = await providers.asset();
  const now = Date.now();
  await tellOfExpiry(asset, "biz_Story1", now);
  await openOnceKnown(page, `/businesses/biz_Story1?source=${asset.slug}`);
  const connections = card(page, "Connections");
  await expect(connections).toContainText("expired");
  await expect(card(page, "Tasks")).toContainText("No task list was reported.");
  await expectAccessible(page);

  await connections.getByRole("button", { name: /^why\?/ }).click();
  const why = page.getByRole("dialog", { name: /^Why/ });
  await expect(why.getByRole("listitem")).toHaveCount(2);
  await expect(why.getByRole("listitem").first()).toContainText("PLAID_ACCOUNT_EXPIRED");
  await expect(why.getByRole("listitem").first()).toContainText("decides");
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  const synced = { type: "PLAID_TRANSACTIONS_SYNCED", businessId: "biz_Story1", accountId: "lni_story1" } as const;
  await asset.send({ ...synced, at: new Date(now - 5 * MINUTE) });
  await expect(connections).toContainText("Probably reconnected; not confirmed.");
  const announcement = page.getByRole("button", { name: "1 new" });
  const events = page.getByRole("list", { name: "Events" }).getByRole("link", { name: /^event: / });
  await expect(events).toHaveCount(3);
  await announcement.click();
  await expect(events).toHaveCount(4);
});

test("a business shows what was true at a moment of the past", async ({ page, providers }) => {
  const asset = await providers.asset();
  const now = Date.now();
  await tellOfExpiry(asset, "biz_Story2", now);
  await openOnceKnown(page, `/businesses/biz_Story2?source=${asset.slug}`);
  const connections = card(page, "Connections");

  const expiry = page.getByRole("list", { name: "Events" }).getByRole("listitem").filter({ hasText: "expired" });
  await expiry.hover();
  await expiry.getByRole("link", { name: /^Show the state just before/ }).click();
  await expect(page.getByText(/^You are looking at/)).toContainText("by what was true then, as far as we know today");
  await expect(connections).toContainText("connected");
  await expect(connections).not.toContainText("expired");
  await expect(page.getByRole("list", { name: "Events" })).not.toContainText("expired");
  await expectAccessible(page);

  await page.getByRole("button", { name: /^As of/ }).click();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /^What we knew then/ }).check();
  await page.getByRole("button", { name: /^1 h ago/ }).click();
  await expect(page).toHaveURL(/basis=received/);
  await expect(connections).toContainText("No connection had been reported.");

  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(connections).toContainText("expired");
  await expect(page).not.toHaveURL(/asOf/);
});

test("an event says what it changed, and leads to its business", async ({ page, providers }) => {
  const asset = await providers.asset();
  await tellOfExpiry(asset, "biz_Story3", Date.now());
  await openOnceKnown(page, `/businesses/biz_Story3?source=${asset.slug}`);
  await page.getByRole("link", { name: /^event: .* expired/ }).click();
  const effect = card(page, "What it did");
  await expect(effect).toContainText("connected → expired");
  await expectAccessible(page);
  await effect.getByRole("link", { name: /^Business/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("ext-biz_Story3");
});

test("an id that nobody ever named offers a search", async ({ page, watch }) => {
  watch.expectAnswer(404, /^\/businesses\/biz_Nobody$/);
  await open(page, "/businesses/biz_Nobody");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No event names a business of this id");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Search" }).last().click();
  await expect(page).toHaveURL(/\/businesses\?q=biz_Nobody/);
});
