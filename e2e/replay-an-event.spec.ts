import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { dialogOf, expectLive, open, openFirst, rows } from "./console-steps.ts";
import type { Downstream } from "./downstream.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("a replay reaches the destination with the same bytes and a valid signature", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const text = await asset.send({ type: "PLAID_TRANSACTIONS_SYNCED", businessId: "biz_Zürich" });
  const ledger = await downstreams.start("Ledger of replays", { sources: [asset.slug] });
  await open(page, `/events?source=${asset.slug}`);
  await openFirst(page, "Events");
  await expect(page.getByRole("main")).toContainText(/no destination took this event|not sent/i);

  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Replay PLAID_TRANSACTIONS_SYNCED to Ledger of replays" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(/Reason/).fill("The ledger was born after the event");
  await dialog.getByRole("button", { name: "Send 1 delivery" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => ledger.received.length).toBe(1);
  expectGenuine(ledger, text);

  await expect(rows(page, "Deliveries").first()).toContainText("Succeeded");
  await openDelivery(page);
  await expect(page.getByRole("button", { name: /Attempt 1/ })).toContainText("204");
  await expect(page.getByRole("region", { name: "Request headers of attempt 1" })).toContainText("webhook-id:");
  await expectAccessible(page);
});

test("a delivery that fails says why, and arrives when it is sent again by hand", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger of failures", { sources: [asset.slug], retrySchedule: "10h" });
  ledger.answer(500);
  const text = await asset.send();
  await expect.poll(() => ledger.received.length).toBe(1);
  await open(page, `/deliveries?destinationId=${ledger.id}`);
  await expect(rows(page, "Deliveries").first()).toContainText(/Retry in/);
  await openFirst(page, "Deliveries");
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  await expectAccessible(page);

  ledger.answer(204);
  await expectLive(page);
  await page.getByRole("button", { name: "Redeliver…" }).click();
  await dialogOf(page)
    .getByRole("button", { name: /Redeliver|Send/ })
    .click();
  await expect.poll(() => ledger.received.length).toBe(2);
  expectGenuine(ledger, text);
  await expect(page.getByRole("button", { name: /Attempt 2/ })).toContainText("204");
  const [first, second] = ledger.received.map(({ headers }) => headers["webhook-id"]);
  expect(second).toBe(first);
});

async function openDelivery(page: Parameters<typeof openFirst>[0]): Promise<void> {
  await openFirst(page, "Deliveries");
  await expect(page).toHaveURL(/\/deliveries\//);
}

/** The last request has the very bytes, and the receiver's own library believes it. */
function expectGenuine({ received, signingSecret }: Downstream, text: string): void {
  const request = received.at(-1);
  expect(request?.body.toString("utf8")).toBe(text);
  const headers = Object.fromEntries(
    Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  expect(new Webhook(signingSecret).verify(text, headers)).toEqual(JSON.parse(text));
}
