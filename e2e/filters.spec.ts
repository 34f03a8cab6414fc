import { expect } from "@playwright/test";
import { dialogOf, filterBy, open, openFilled, openFirst, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "viewer" });

test("filters are in the address: they survive a reload and going back", async ({ page, providers }) => {
  const asset = await providers.asset();
  await asset.send({ type: "BUSINESS_CREATED", businessId: "biz_keep" });
  await asset.send({ type: "BUSINESS_ACTIVATED", businessId: "biz_keep" });
  await asset.send({ type: "BUSINESS_CREATED", businessId: "biz_other" });
  const events = rows(page, "Events");

  await open(page, "/events");
  await filterBy(page, "Source", asset.name);
  await expect(events).toHaveCount(3);
  await page.getByRole("button", { name: "Business" }).click();
  await dialogOf(page).getByRole("textbox", { name: "Business" }).fill("biz_keep");
  await dialogOf(page).getByRole("button", { name: "Apply" }).click();
  await expect(events).toHaveCount(2);
  await page.getByRole("button", { name: "Type" }).click();
  await dialogOf(page).getByRole("combobox", { name: "Type" }).fill("BUSINESS_A*");
  await page.keyboard.press("Enter");
  await expect(events).toHaveCount(1);
  await expect(page).toHaveURL(/source=asset-\d+&businessId=biz_keep&type=BUSINESS_A/);

  await page.reload();
  await expect(events).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Business: biz_keep" })).toBeVisible();
  await openFirst(page, "Events");
  await page.goBack();
  await expect(events).toHaveCount(1);
  await page.goBack();
  await expect(events).toHaveCount(2);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page).toHaveURL("/events");
});

test("a payload path and a time range find what no column shows", async ({ page, providers }) => {
  const asset = await providers.asset();
  await asset.send({ accountId: "acc-wanted" });
  await asset.send({ accountId: "acc-unwanted" });
  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByLabel("Payload path").fill("content.account_id");
  await page.getByLabel("Payload value").fill("acc-wanted");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows(page, "Events")).toHaveCount(1);
  await page.getByRole("button", { name: "Received" }).click();
  await page.getByRole("button", { name: "Last hour" }).click();
  await expect(page).toHaveURL(/from=-1h/);
  await expect(rows(page, "Events")).toHaveCount(1);
});

test("a filter that nothing passes says so and offers the way out", async ({ page, providers }) => {
  const asset = await providers.asset();
  await asset.send();
  await open(page, `/events?source=${asset.slug}&type=NOTHING_LIKE_IT`);
  await expect(page.getByRole("main")).toContainText(/no events? match/i);
  await expectAccessible(page);
});

test("an address with a filter that makes no sense is explained, not crashed on", async ({ page, watch }) => {
  watch.expectAnswer(400, /\/events$/);
  await page.goto("/events?limit=1e9&from=yesterday");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/limit|from/);
});

test("production and sandbox can be told apart on every list", async ({ page, providers }) => {
  const abound = await providers.abound();
  await abound.post(JSON.stringify({ event: "users.updated", webhookRequestId: "sandboxed" }));
  for (const [path, list] of [
    ["/events", "Events"],
    ["/requests", "Requests"],
  ] as const) {
    await openFilled(page, `${path}?source=${abound.slug}`, list);
    await filterBy(page, "Environment", "sandbox");
    await expect(rows(page, list)).toHaveCount(1);
    await filterBy(page, "Environment", "production");
    await expect(rows(page, list)).toHaveCount(0);
  }
});
