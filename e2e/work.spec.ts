import { expect, type Locator, type Page } from "@playwright/test";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { dialogOf, open } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import type { AssetProvider } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

const MINUTE = 60_000;

/** The items of the work queue that is on the page. */
function items(page: Page): Locator {
  return page.getByRole("region", { name: "Work queue" }).getByRole("listitem");
}

/** Chooses from the menu of the only item, by the keyboard. */
async function choose(page: Page, action: string): Promise<void> {
  await items(page)
    .getByRole("button", { name: /^Actions: / })
    .press("Enter");
  await page.getByRole("menuitem", { name: action, exact: true }).press("Enter");
}

async function expire(asset: AssetProvider, businessId: string, at: Date): Promise<void> {
  await asset.send({ type: "PLAID_ACCOUNT_EXPIRED", businessId, accountId: `lni_${businessId}`, at });
}

test("an expired connection appears, is taken, noted and put aside until something changes", async ({
  page,
  people,
  providers,
}) => {
  const asset = await providers.asset();
  const now = Date.now();
  await open(page, `/work?source=${asset.slug}`);
  await expect(page.getByRole("main")).toContainText("No items match");
  await expire(asset, "biz_Work1", new Date(now - 30 * MINUTE));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText(/Bank connection expired 3\d min ago, no reconnect task/);
  await expectAccessible(page);

  await choose(page, "Assign to me");
  await expect(items(page)).toContainText((await people.get("operator")).name);
  await choose(page, "Note…");
  await dialogOf(page).getByLabel("Note").fill("Called the owner, who is on holiday.");
  await expectAccessible(page);
  await dialogOf(page).getByRole("button", { name: "Save the note" }).press("Enter");
  await expect(items(page)).toContainText("Called the owner, who is on holiday.");

  await choose(page, "Snooze until it changes");
  await expect(items(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("Every item that matches is snoozed");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show what is snoozed" }).press("Enter");
  await expect(items(page).filter({ hasText: "biz_Work1" })).toContainText("Snoozed until it changes");

  await open(page, `/work?source=${asset.slug}`);
  const account = { businessId: "biz_Work1", accountId: "lni_biz_Work1" };
  await asset.send({ type: "PLAID_ACCOUNT_CONNECTED", ...account, at: new Date(now - 10 * MINUTE) });
  await expire(asset, "biz_Work1", new Date(now - 5 * MINUTE));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText("Called the owner, who is on holiday.");
  await expect(items(page)).toContainText("Changed since this note.");
});

test("what was checked at the provider leaves the queue until a newer event", async ({ page, providers }) => {
  const asset = await providers.asset();
  const now = Date.now();
  await expire(asset, "biz_Work2", new Date(now - 30 * MINUTE));
  await open(page, `/work?source=${asset.slug}`);
  await expect(items(page)).toHaveCount(1);
  await choose(page, "Checked at the provider…");
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("The events say expired.");
  await dialog.getByLabel("It showed").selectOption("connected");
  await dialog.getByLabel("Note").fill("Green in their dashboard.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Record what it showed" }).press("Enter");
  await expect(items(page)).toHaveCount(0);

  await open(page, `/businesses/biz_Work2?source=${asset.slug}`);
  const connections = page.getByRole("region", { name: "Connections", exact: true });
  await expect(connections).toContainText(/Checked at the provider .*: connected/);
  await expect(connections).toContainText("expired");
  await expectAccessible(page);

  await open(page, `/work?source=${asset.slug}`);
  await expire(asset, "biz_Work2", new Date(now - MINUTE));
  await expect(items(page)).toHaveCount(1);
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("sees the queue and cannot change anything in it", async ({ page, api, providers, baseURL }) => {
    const asset = await providers.asset();
    await expire(asset, "biz_Work3", new Date(Date.now() - 30 * MINUTE));
    await open(page, `/work?source=${asset.slug}`);
    await expect(items(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: /^Actions: / })).toHaveCount(0);
    await expectAccessible(page);

    const { data } = await api.get<{ data: WorkItem[] }>("/work", { source: asset.slug });
    const headers = { "x-requested-by": "console", origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
    const key = data[0]?.key ?? "";
    const annotated = await page.request.patch(`/api/v1/work/${encodeURIComponent(key)}`, {
      headers,
      data: { note: "mine", version: 0 },
    });
    const observed = await page.request.post("/api/v1/observations", {
      headers,
      data: {
        subjectKind: "connection",
        source: asset.slug,
        subjectKey: ["biz_Work3", "lni_biz_Work3"],
        says: "connected",
      },
    });
    expect([annotated.status(), observed.status()]).toEqual([403, 403]);

    await open(page, `/businesses/biz_Work3?source=${asset.slug}`);
    await expect(page.getByRole("button", { name: /Checked at the provider/ })).toHaveCount(0);
  });
});

test("j and k walk the queue, Enter opens what an item is about", async ({ page, providers }) => {
  const asset = await providers.asset();
  const now = Date.now();
  await expire(asset, "biz_Work4", new Date(now - 40 * MINUTE));
  await expire(asset, "biz_Work5", new Date(now - 20 * MINUTE));
  await open(page, `/work?source=${asset.slug}`);
  await expect(items(page)).toHaveCount(2);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(items(page).first().getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/businesses\/biz_Work4/);
});
