import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import { expectLive, open, openFirst, rows } from "./console-steps.ts";
import type { Downstream } from "./downstream.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { DOORS_LEARN_MS } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("deliveries to a paused destination wait with the reason, and arrive in order when it resumes", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger paused", { sources: [asset.slug], concurrency: 1 });
  await changePause(page, ledger, "Pause", "The ledger moves house");
  await expect(page.getByText("“The ledger moves house”")).toBeVisible();
  await expectAccessible(page);
  const sent = [await asset.send(), await asset.send(), await asset.send()];

  await open(page, `/deliveries?destinationId=${ledger.id}`);
  await expect(rows(page, "Deliveries").filter({ hasText: "Held" })).toHaveCount(3);
  await openFirst(page, "Deliveries");
  await expect(page.getByRole("main")).toContainText("Ledger paused is paused by");
  expect(ledger.received).toHaveLength(0);

  await open(page, `/destinations/${ledger.id}`);
  await page.getByRole("button", { name: "Resume…" }).click();
  await expectAccessible(page);
  await changePause(page, ledger, "Resume", "It has moved", "Send 3 now");
  await expect.poll(() => ledger.received.length).toBe(3);
  expect(bodiesOf(ledger)).toEqual(sent);
  await open(page, `/deliveries?destinationId=${ledger.id}`);
  await expect(rows(page, "Deliveries").filter({ hasText: "Succeeded" })).toHaveCount(3);
});

test("what waited for a destination can be discarded instead, and is listed as such", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger discarding", { sources: [asset.slug] });
  await changePause(page, ledger, "Pause", "Not needed today");
  await asset.send();
  await asset.send();
  await changePause(page, ledger, "Resume", "Needed again", "Discard 2");
  const live = await asset.send();
  await expect.poll(() => bodiesOf(ledger)).toEqual([live]);
  await open(page, `/deliveries?destinationId=${ledger.id}&status=discarded`);
  await expect(rows(page, "Deliveries")).toHaveCount(2);
});

test("a paused source answers 200 and holds its deliveries until it is resumed", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger behind a source", { sources: [asset.slug], concurrency: 1 });
  await changeStatus(page, asset, "Pause", "Month end");
  await sleep(DOORS_LEARN_MS);
  const sent = [await asset.send(), await asset.send()];
  await expect(page.getByRole("main")).toContainText("2 deliveries wait.");
  await expect(page.getByRole("main")).toContainText("“Month end”");
  await open(page, `/deliveries?source=${asset.slug}`);
  await openFirst(page, "Deliveries");
  await expect(page.getByRole("main")).toContainText(`${asset.name} is paused by`);
  expect(ledger.received).toHaveLength(0);

  await changeStatus(page, asset, "Resume", "Month has ended", "Send 2 now");
  await expect.poll(() => bodiesOf(ledger)).toEqual(sent);
});

test("what waited for a source can be discarded", async ({ page, providers, downstreams }) => {
  const abound = await providers.abound();
  const ledger = await downstreams.start("Ledger of a discarded source", { sources: [abound.slug] });
  await changeStatus(page, abound, "Pause", "A test run");
  await sleep(DOORS_LEARN_MS);
  expect(await abound.post(JSON.stringify({ event: "users.updated", webhookRequestId: "waits" }))).toBe(200);
  await expect(page.getByRole("main")).toContainText("1 delivery waits.");
  await changeStatus(page, abound, "Resume", "The test is over", "Discard 1");
  await open(page, `/deliveries?source=${abound.slug}`);
  await expect(rows(page, "Deliveries").first()).toContainText("Discarded");
  expect(ledger.received).toHaveLength(0);
});

async function changePause(
  page: Page,
  { id, name }: Downstream,
  action: "Pause" | "Resume",
  reason: string,
  choice?: string,
): Promise<void> {
  await open(page, `/destinations/${id}`);
  await page.getByRole("button", { name: `${action}…` }).click();
  const dialog = page.getByRole("dialog", { name: `${action} ${name}` });
  if (choice !== undefined) await dialog.getByRole("radio", { name: choice }).check();
  await dialog.getByLabel(/Reason/).fill(reason);
  await dialog.getByRole("button", { name: `${action} ${name}` }).click();
  await expect(dialog).toBeHidden();
  await expectLive(page);
}

async function changeStatus(
  page: Page,
  source: { slug: string; name: string },
  action: "Pause" | "Resume",
  reason: string,
  choice?: string,
): Promise<void> {
  await open(page, `/sources/${source.slug}`);
  await page.getByRole("button", { name: "Change status…" }).click();
  const dialog = page.getByRole("dialog", { name: `${action} ${source.name}` });
  if (choice !== undefined) await dialog.getByRole("radio", { name: choice }).check();
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: `${action} ${source.name}` }).click();
  await expect(dialog).toBeHidden();
}

function bodiesOf({ received }: Downstream): string[] {
  return received.map(({ body }) => body.toString("utf8"));
}
