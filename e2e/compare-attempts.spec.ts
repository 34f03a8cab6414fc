import { expect } from "@playwright/test";
import { open, openFirst, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("a delivery shows its life and two of its attempts beside each other, by keyboard alone", async ({
  page,
  api,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger to compare", { sources: [asset.slug], retrySchedule: "1h,2h" });
  ledger.answer(500);
  await asset.send({ type: "PLAID_ACCOUNT_EXPIRED" });
  await open(page, `/deliveries?destinationId=${ledger.id}`);
  await openFirst(page, "Deliveries");
  const life = page.getByRole("list", { name: "The life of this delivery" });
  await expect(life).toContainText("Attempt 1: 500");
  await expect(life).toContainText(/Attempt 2\s*next/);
  await expect(page.getByRole("main")).toContainText(/Attempt 2 is due in \d+ (h|m)/);
  await expectAccessible(page);

  ledger.answer(204);
  await api.post(`${new URL(page.url()).pathname}/redeliver`);
  await expect(life).toContainText("Delivered", { timeout: 20_000 });
  await expect(life).toContainText(/Because of a redelivery, by/);
  await page.getByRole("tab", { name: "All 2" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: "Attempt 1 and attempt 2" });
  await expect(table.getByRole("row").filter({ hasText: "Response, differs" })).toContainText("204");
  await expect(page.getByRole("region", { name: "Request headers that differ" })).toContainText("signalbox-attempt: 2");
  await expect(page.getByRole("main")).toContainText("Neither response has a body.");
  await expectAccessible(page);
});

test("deliveries are found by how they failed, and only a scope that events know can be replayed", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger of failures", { sources: [asset.slug], retrySchedule: "1h" });
  ledger.answer(418);
  await asset.send();
  await expect.poll(() => ledger.received.length).toBe(1);
  await open(page, `/deliveries?destinationId=${ledger.id}&response=4xx`);
  await expect(rows(page, "Deliveries")).toHaveCount(1);
  await expect(rows(page, "Deliveries").first()).toContainText("Refused with 4xx");
  await expect(page.getByRole("button", { name: /Replay the events of these/ })).toBeDisabled();
  await open(page, `/deliveries?destinationId=${ledger.id}&response=5xx`);
  await expect(rows(page, "Deliveries")).toHaveCount(0);
  await open(page, `/deliveries?destinationId=${ledger.id}`);
  await expect(page.getByRole("button", { name: /Replay the events of these/ })).toBeEnabled();
});
