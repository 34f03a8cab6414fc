import { expect } from "@playwright/test";
import { open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("a destination that keeps failing is spared with its reason, and everything arrives once it is back", async ({
  page,
  providers,
  downstreams,
  watch,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger that breaks", { sources: [asset.slug] });
  ledger.answer(503);
  const sent: string[] = [];
  for (let count = 0; count < 14; count += 1) sent.push(await asset.send());

  await open(page, `/destinations/${ledger.id}`);
  const spared = page.getByText("Ledger that breaks is failing, so it is being spared");
  await expect(spared).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText(/\d+ failures in a row\. The receiver failed with 503/);
  await expect(page.getByRole("main")).toContainText(/deliver(y waits|ies wait) for it; waiting costs no attempt/);
  await expectAccessible(page);

  await open(page, "/destinations");
  await expect(rows(page, "Destinations").filter({ hasText: ledger.name })).toContainText(/open .+ wait/);
  await open(page, `/deliveries?destinationId=${ledger.id}&reason=breaker`);
  await rows(page, "Deliveries").first().getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText("Waits: Ledger that breaks is failing since");
  await expect(page.getByRole("list", { name: "The life of this delivery" })).toContainText(/Attempt \d+ waits\s*next/);

  ledger.answer(204);
  await open(page, `/destinations/${ledger.id}`);
  // The breaker's own try may come first, and then there is nothing to try.
  watch.expectAnswer(409, /\/probe$/);
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(spared).toBeHidden({ timeout: 30_000 });
  const bodies = () => new Set(ledger.received.map(({ body }) => body.toString("utf8")));
  await expect.poll(() => sent.every((text) => bodies().has(text))).toBe(true);
  // What is recorded after the list was read is offered as new and moves nothing.
  await expect(async () => {
    await open(page, `/deliveries?destinationId=${ledger.id}&status=succeeded`);
    await expect(rows(page, "Deliveries")).toHaveCount(14, { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
});
