import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectLive, open, openFilled, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import type { AssetProvider } from "./providers.ts";
import { test } from "./test.ts";

const MINUTE = 60_000;

/** Two businesses: the first one's account is connected, the second one's expired after that. */
async function tellOfTwo(asset: AssetProvider, [first, second]: readonly [string, string], now: number) {
  const account = (businessId: string) => ({ businessId, accountId: `lni_${businessId}` });
  await asset.send({ type: "PLAID_ACCOUNT_CONNECTED", ...account(first), at: new Date(now - 50 * MINUTE) });
  await asset.send({ type: "PLAID_ACCOUNT_CONNECTED", ...account(second), at: new Date(now - 40 * MINUTE) });
  await asset.send({ type: "PLAID_ACCOUNT_EXPIRED", ...account(second), at: new Date(now - 30 * MINUTE) });
}

test("a filter stays in the address, and is what the CSV and the copy hold", async ({ page, providers }) => {
  const asset = await providers.asset();
  await tellOfTwo(asset, ["biz_List1", "biz_List2"], Date.now());
  await openFilled(page, `/connections?source=${asset.slug}`, "Connections", 2);
  await page.getByRole("button", { name: "State", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "expired" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/state=expired/);
  await expect(rows(page, "Connections")).toHaveCount(1);
  await page.reload();
  await expectLive(page);
  await expect(page.getByRole("button", { name: "State: expired" })).toBeVisible();
  await expect(rows(page, "Connections")).toContainText("expired");
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("lni_biz_List2");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("lni_biz_List2\texpired");
  expect(copied).not.toContain("biz_List1");
});

test("a row follows its connection in place, and a new one waits for a press", async ({ page, providers }) => {
  const asset = await providers.asset();
  const now = Date.now();
  await tellOfTwo(asset, ["biz_List3", "biz_List4"], now);
  await openFilled(page, `/connections?source=${asset.slug}`, "Connections", 2);
  const [first, last] = [rows(page, "Connections").first(), rows(page, "Connections").last()];
  await expect(first).toContainText("connected");
  const expired = { type: "PLAID_ACCOUNT_EXPIRED", businessId: "biz_List3", accountId: "lni_biz_List3" } as const;
  await asset.send({ ...expired, at: new Date(now - 5 * MINUTE) });
  // By its time it would be the second one now.
  await expect(first).toContainText("expired");
  await expect(first.getByRole("link").first()).toHaveAttribute("href", /biz_List3/);
  await expect(last.getByRole("link").first()).toHaveAttribute("href", /biz_List4/);

  const other = { type: "PLAID_ACCOUNT_CONNECTED", businessId: "biz_List5", accountId: "lni_biz_List5" } as const;
  await asset.send({ ...other, at: new Date(now - MINUTE) });
  await page.getByRole("button", { name: "1 new" }).click();
  await expect(rows(page, "Connections")).toHaveCount(3);
  await expect(first.getByRole("link").first()).toHaveAttribute("href", /biz_List4/);
});

test("a name of the directory stands on every list, and finds its rows", async ({ page, api, providers }) => {
  const asset = await providers.asset();
  await tellOfTwo(asset, ["biz_List6", "biz_List7"], Date.now());
  await asset.send({ type: "TASK_REQUEST", businessId: "biz_List7", taskTypes: ["reconnect_account"] });
  await api.put("/directory", [{ businessId: "biz_List7", displayName: "Copper Kettle Café" }]);
  for (const [path, list] of [
    ["/businesses", "Businesses"],
    ["/connections", "Connections"],
    ["/tasks", "Tasks"],
  ] as const) {
    await openFilled(page, `${path}?source=${asset.slug}&q=copper%20kettle`, list);
    await expect(rows(page, list)).toContainText("Copper Kettle Café");
  }
  await expectAccessible(page);
  await rows(page, "Tasks").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Copper Kettle Café");
});

test("the expiries of a span are counted over that span", async ({ page, providers }) => {
  const asset = await providers.asset();
  await tellOfTwo(asset, ["biz_List8", "biz_List9"], Date.now());
  await openFilled(page, `/connections?source=${asset.slug}&expired=24h`, "Connections");
  await expect(page.getByRole("region", { name: "Expirations by hour" })).toContainText(
    "1 expiration in the last 24 hours, all in one hour",
  );
  await openFilled(page, `/connections?source=${asset.slug}&expired=7d`, "Connections");
  const byDay = page.getByRole("region", { name: "Expirations by day" });
  await expect(byDay).toContainText("1 expiration in the last 7 days, all in one day");
  await expectAccessible(page);
});

test("a link template of a connection stands beside each one", async ({ page, api, providers }) => {
  const asset = await providers.asset();
  const template = {
    name: "Bank console",
    subjectKind: "connection",
    template: "https://bank.example.com/{accountId}",
  };
  const { id } = await api.post<{ id: string }>("/link-templates", template);
  await tellOfTwo(asset, ["biz_List10", "biz_List11"], Date.now());
  await openFilled(page, `/connections?source=${asset.slug}`, "Connections", 2);
  await open(page, `/businesses/biz_List10?source=${asset.slug}`);
  const link = page
    .getByRole("region", { name: "Connections", exact: true })
    .getByRole("link", { name: /^Bank console/ });
  await expect(link).toHaveAttribute("href", "https://bank.example.com/lni_biz_List10");
  await expect(page.getByRole("img", { name: /^Events by day/ })).toBeVisible();
  await expectAccessible(page);
  await api.delete(`/link-templates/${id}`);
});
