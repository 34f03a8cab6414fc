import { expect } from "@playwright/test";
import { open, openFirst, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "viewer" });

test("a webhook is announced above the list, which does not move until asked", async ({ page, providers }) => {
  const asset = await providers.asset();
  const events = rows(page, "Events");
  await asset.send({ businessId: "biz_first", type: "BUSINESS_CREATED" });
  await open(page, `/events?source=${asset.slug}`);
  await expect(events).toHaveCount(1);
  await asset.send({ businessId: "biz_second", type: "BUSINESS_ACTIVATED" });
  await asset.send({ businessId: "biz_second", type: "BUSINESS_DEACTIVATED" });
  const announcement = page.getByRole("button", { name: "2 new" });
  await expect(announcement).toBeVisible();
  await expect(events).toHaveCount(1);
  await announcement.click();
  await expect(events).toHaveCount(3);
  await expect(events.first()).toContainText("BUSINESS_DEACTIVATED");
  await expect(announcement).toBeHidden();
});

test("the first event of an empty list is announced too", async ({ page, providers }) => {
  const asset = await providers.asset();
  await open(page, `/events?source=${asset.slug}`);
  await asset.send();
  await page.getByRole("button", { name: "1 new" }).click();
  await expect(rows(page, "Events")).toHaveCount(1);
});

test("a refused request is announced above the list as well", async ({ page, providers }) => {
  const abound = await providers.abound();
  await open(page, `/requests?source=${abound.slug}`);
  expect(await abound.forge('{"forged":1}')).toBe(401);
  await page.getByRole("button", { name: "1 new" }).click();
  await expect(rows(page, "Requests")).toHaveCount(1);
  await expect(rows(page, "Requests").first()).toContainText("401");
});

test("an event shows what was sent, why it is believed and what happened to it", async ({ page, providers }) => {
  const asset = await providers.asset();
  const text = await asset.send({ type: "PLAID_ACCOUNT_EXPIRED", businessId: "biz_Inspected1", accountId: "acc-77" });
  await open(page, `/events?source=${asset.slug}`);
  await openFirst(page, "Events");

  await expect(page.getByRole("heading", { level: 1 })).toContainText("PLAID_ACCOUNT_EXPIRED");
  await expect(page.getByRole("main")).toContainText(asset.name);
  const tree = page.getByRole("tree", { name: "Payload" });
  await expect(tree.getByRole("treeitem").filter({ hasText: "account_id:" })).toContainText('"acc-77"');
  await page.keyboard.press("e");
  await expect(page.getByRole("region", { name: "Payload as received" })).toHaveText(text);
  await expectAccessible(page);

  await expect(page.getByText("RSA, SHA-256")).toBeVisible();
  await expect(page.getByText("the bytes exactly as received")).toBeVisible();
  await page.getByRole("tab", { name: "Headers" }).click();
  await expect(page.getByRole("region", { name: "Request headers" })).toContainText("asset-id:");
  const timeline = page.getByRole("list", { name: "What happened to this event" });
  for (const step of [/received/i, /verified/i, /stored/i])
    await expect(timeline.getByText(step).first()).toBeVisible();
  await expectAccessible(page);
});

test("a repeated webhook is one event that counts its duplicates", async ({ page, providers }) => {
  const abound = await providers.abound();
  const text = JSON.stringify({ resource: "users", event: "users.updated", userId: "u-9", webhookRequestId: "same" });
  for (let sent = 0; sent < 3; sent += 1) expect(await abound.post(text)).toBe(200);
  await open(page, `/events?source=${abound.slug}`);
  await expect(rows(page, "Events")).toHaveCount(1);
  await openFirst(page, "Events");
  await page.getByRole("tab", { name: "Duplicates (2)" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(3);
});
