import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { dialogOf, open, openFilled, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { DOORS_LEARN_MS } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("what a disabled source refuses is kept, and accepted after it was enabled again", async ({
  page,
  people,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger of the disabled", { sources: [asset.slug], concurrency: 1 });
  const sent = [await asset.send()];
  const { email } = await people.get("operator");
  await open(page, `/sources/${asset.slug}`);

  await page.getByRole("button", { name: "Change status…" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("radio", { name: /^Disabled/ }).check();
  await expect(dialog.getByRole("heading", { name: `Disable ${asset.name}` })).toBeVisible();
  await expect(dialog).toContainText("This switch does not reach the provider");
  await expect(dialog).toContainText("Asset tries each event four more times");
  await dialog.getByRole("button", { name: `Disable ${asset.name}` }).click();
  await expect(dialog.getByRole("alert")).toContainText("Say why");
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("Asset sends nonsense");
  await dialog.getByRole("button", { name: `Disable ${asset.name}` }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main")).toContainText(`Disabled by ${email}`);
  await expect(page.getByRole("main")).toContainText("“Asset sends nonsense”");

  await sleep(DOORS_LEARN_MS);
  for (const businessId of ["biz_refused_1", "biz_refused_2"]) {
    sent.push(asset.write({ type: "BUSINESS_CREATED", businessId }));
    expect(await asset.post(sent.at(-1) ?? "")).toBe(503);
  }
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("main")).toContainText("2 refused while disabled.", { timeout: 1000 });
  }).toPass();

  await openFilled(page, `/requests?source=${asset.slug}&outcome=rejected`, "Requests", 2);
  await expect(rows(page, "Requests").first()).toContainText("Refused, kept");
  await expect(rows(page, "Requests").first()).toContainText("503");
  await expect(page.getByRole("note")).toContainText(`2 requests to ${asset.name} were refused and kept in full`);
  await expectAccessible(page);

  await open(page, `/sources/${asset.slug}`);
  await page.getByRole("button", { name: "Change status…" }).click();
  await dialog.getByRole("radio", { name: /^Enabled/ }).check();
  await dialog.getByLabel("Reason").fill("Asset mended it");
  await dialog.getByRole("button", { name: `Enable ${asset.name}` }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Accept them…" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Accept 2" }).click();
  await expect(page.getByText("2 events accepted")).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept them…" })).toBeHidden();

  await expect.poll(() => ledger.received.length).toBe(3);
  expect(ledger.received.map(({ body }) => body.toString("utf8"))).toEqual(sent);
  await open(page, `/events?source=${asset.slug}`);
  await expect(rows(page, "Events")).toHaveCount(3);
  await open(page, `/requests?source=${asset.slug}&outcome=rejected`);
  await expect(rows(page, "Requests").filter({ hasText: "Accepted later" })).toHaveCount(2);
});

test("a kept request can be accepted by itself", async ({ page, api, providers }) => {
  const abound = await providers.abound();
  await api.patch(`/sources/${abound.slug}`, { status: "disabled", reason: "maintenance" });
  await sleep(DOORS_LEARN_MS);
  const body = JSON.stringify({ event: "users.updated", userId: "u-1", webhookRequestId: "kept-alone" });
  expect(await abound.post(body)).toBe(503);
  await openFilled(page, `/requests?source=${abound.slug}`, "Requests");
  await rows(page, "Requests").first().getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText("It was kept in full");
  await page.getByRole("button", { name: "Verify and accept" }).click();
  await expect(page.getByText("Accepted: it is an event now")).toBeVisible();
  await page.getByRole("link", { name: "Show the event" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "users.updated" })).toBeVisible();
});
