import { expect } from "@playwright/test";
import { dialogOf, open } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import type { AssetProvider } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

/** At ten a second there is time to cancel, on a busy machine too. */
const EVENTS = 200;

test("a canceled replay leaves what was sent, and the rest untouched and replayable", async ({
  page,
  providers,
  downstreams,
}) => {
  test.slow();
  const asset = await providers.asset();
  await sendMany(asset, EVENTS);
  const ledger = await downstreams.start("Ledger of halves", { sources: [asset.slug] });
  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "Replay…" }).click();
  const dialog = page.getByRole("dialog", { name: `Replay ${EVENTS} events to Ledger of halves` });
  await dialog.getByLabel("Rate").selectOption("10 per second");
  await expect(dialog).toContainText("about 20 s per destination");
  await dialog.getByLabel("Reason").fill("Half is enough");
  await dialog.getByRole("button", { name: `Send ${EVENTS} deliveries` }).click();
  await expect.poll(() => ledger.received.length).toBeGreaterThan(9);
  await page.getByRole("button", { name: "Cancel…" }).click();
  await expect(dialogOf(page)).toContainText(/\d+ sent and stay sent; \d+ will not be sent\./);
  await dialogOf(page).getByRole("button", { name: "Cancel the replay" }).click();

  const main = page.getByRole("main");
  await expect(main.getByText(/^Canceled by /)).toBeVisible();
  const sent = ledger.received.length;
  expect(sent).toBeLessThan(EVENTS);
  await expect(main).toContainText(`${sent} succeeded`);
  await expect(main).toContainText(`${EVENTS - sent} deliveries were not sent.`);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Replay what did not arrive…" }).click();
  await dialogOf(page).getByLabel("Reason").fill("The other half");
  await dialogOf(page)
    .getByRole("button", { name: `Send ${EVENTS - sent} deliveries` })
    .click();
  await expect(main).toContainText(`${EVENTS - sent} of ${EVENTS - sent} done`, { timeout: 30_000 });
  expect(new Set(ledger.received.map(({ headers }) => headers["webhook-id"])).size).toBe(EVENTS);
  expect(ledger.received).toHaveLength(EVENTS);
});

test("whoever starts what is under way already is told who began it", async ({
  page,
  providers,
  downstreams,
  api,
  people,
  openBrowser,
  watch,
}) => {
  const asset = await providers.asset();
  await sendMany(asset, 2);
  const ledger = await downstreams.start("Ledger of two people", { sources: [asset.slug] });
  await api.patch(`/destinations/${ledger.id}`, { paused: true, reason: "So that a replay waits", version: 1 });
  const first = await people.invite("operator");
  const other = await openBrowser(first);
  for (const each of [other, page]) {
    await open(each, `/events?source=${asset.slug}`);
    await each.getByRole("button", { name: "Replay…" }).click();
    await dialogOf(each).getByLabel("Reason").fill("Both of us saw it");
    if (each === page) {
      await expect(dialogOf(page).getByText(/started the same replay/)).toBeVisible();
      watch.expectAnswer(409, /\/replays$/);
    }
    await dialogOf(each).getByRole("button", { name: "Send 2 deliveries" }).click();
    if (each === other) await expect(other.getByRole("main")).toContainText("Both of us saw it");
  }
  await expect(other.getByRole("main")).toContainText(/paused/);

  const refusal = dialogOf(page).getByRole("alert").filter({ hasText: "The same replay is under way" });
  await expect(refusal).toContainText(first.email);
  await expect(refusal.getByRole("link", { name: "Show that replay" })).toHaveAttribute(
    "href",
    new URL(other.url()).pathname,
  );
  await expect(dialogOf(page).getByLabel("Reason")).toHaveValue("Both of us saw it");
  await expectAccessible(page);
  await refusal.getByRole("button", { name: "Start it all the same" }).click();
  await expect(page).toHaveURL(/\/replays\/[^?]/);
  for (const each of [page, other]) {
    await each.getByRole("button", { name: "Cancel…" }).click();
    if (each === page) await expectAccessible(page);
    await dialogOf(each).getByRole("button", { name: "Cancel the replay" }).click();
    await expect(each.getByRole("main").getByText(/^Canceled by /)).toBeVisible();
  }
  expect(ledger.received).toHaveLength(0);
});

test("what failed in a replay is listed, and is replayed as its remainder", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  await sendMany(asset, 3);
  const ledger = await downstreams.start("Ledger of remainders", { sources: [asset.slug], retrySchedule: "1s" });
  ledger.answer(400);
  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "Replay…" }).click();
  await dialogOf(page).getByLabel("Reason").fill("It fails at first");
  await dialogOf(page).getByRole("button", { name: "Send 3 deliveries" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("3 of 3 done: 0 succeeded, 3 failed.", { timeout: 30_000 });
  await expect(main).toContainText("Completed, some failed");
  await expectAccessible(page);

  await main.getByRole("link", { name: "Their events" }).click();
  await expect(page.getByRole("button", { name: "Replay: It fails at first" })).toBeVisible();
  await expect(page.getByText("3 events", { exact: true })).toBeVisible();
  await page.goBack();

  ledger.answer(204);
  await page.getByRole("button", { name: "Replay the failed remainder…" }).click();
  await dialogOf(page).getByLabel("Reason").fill("It is well again");
  await dialogOf(page).getByRole("button", { name: "Send 3 deliveries" }).click();
  await expect(main).toContainText("3 of 3 done: 3 succeeded, 0 failed.");
});

async function sendMany(asset: AssetProvider, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await asset.send();
}
