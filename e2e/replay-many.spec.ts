import { expect, type Page } from "@playwright/test";
import { dialogOf, expectLive, open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import type { AssetProvider } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("a replay by filter sends exactly what its preview counted", async ({ page, providers, downstreams }) => {
  const asset = await providers.asset();
  await sendMany(asset, 4);
  const ledger = await downstreams.start("Ledger of counts", { sources: [asset.slug], retrySchedule: "10h" });
  await sendMany(asset, 3);
  await expect.poll(() => ledger.received.length).toBe(3);
  ledger.answer(500);
  await sendMany(asset, 2);
  await expect.poll(() => ledger.received.length).toBe(5);
  ledger.answer(204);

  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "Replay…" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay 9 events to Ledger of counts" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(asset.name)).toBeVisible();
  const row = dialog.getByRole("row", { name: /Ledger of counts/ });
  for (const count of [/delivered before 3/, /failed 2/, /never tried 4/, /to send 6/])
    await expect(row).toContainText(count);
  await expectAccessible(page);

  const undelivered = dialog.getByRole("checkbox", { name: /Only what was not delivered yet/ });
  await undelivered.uncheck();
  await expect(dialog.getByRole("button", { name: "Send 9 deliveries" })).toBeEnabled();
  await undelivered.check();
  await dialog.getByRole("button", { name: "Send 6 deliveries" }).click();
  await expect(dialog.getByText("Say why these are sent again.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Outage of the ledger");
  await dialog.getByLabel("Reason").fill("It was down");
  await dialog.getByRole("button", { name: "Send 6 deliveries" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Outage of the ledger" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("6 of 6 done: 6 succeeded, 0 failed.");
  const replayed = ledger.received.slice(5);
  expect(replayed).toHaveLength(6);
  expect(new Set(replayed.map(({ headers }) => headers["webhook-id"])).size).toBe(6);
  expect(replayed.every(({ headers }) => page.url().endsWith(String(headers["signalbox-replay"])))).toBe(true);
  await expectAccessible(page);

  await open(page, "/replays?status=finished");
  const line = rows(page, "Replays").filter({ hasText: "Outage of the ledger" });
  await expect(line).toContainText("6 of 6");
  await expectAccessible(page);
});

test("a filter that finds nothing more to send says why, and sends nothing", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger of the delivered", { sources: [asset.slug] });
  await sendMany(asset, 2);
  await expect.poll(() => ledger.received.length).toBe(2);
  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "Replay…" }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("All 2 were delivered before.");
  await expect(dialog.getByRole("button", { name: "Send 0 deliveries" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: "Ledger of the delivered", exact: true }).uncheck();
  await expect(dialog).toContainText("Choose at least one destination.");
});

test("selected rows are replayed, and are selected still when one goes back", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  await sendMany(asset, 5);
  const ledger = await downstreams.start("Ledger of the selected", { sources: [asset.slug] });
  await open(page, `/events?source=${asset.slug}`);
  const boxes = rows(page, "Events").getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("3 events selected");
  await expectAccessible(page);

  await page.goto("/events");
  await page.goBack();
  await expectLive(page);
  await expect(bar).toContainText("3 events selected");
  await expect(boxes.nth(1)).toBeChecked();
  await boxes.nth(1).uncheck();
  await bar.getByRole("button", { name: "Replay…" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay 2 events to Ledger of the selected" });
  await dialog.getByLabel("Reason").fill("Only these two");
  await dialog.getByRole("button", { name: "Send 2 deliveries" }).click();
  await expect(page.getByRole("main")).toContainText("2 of 2 done: 2 succeeded");
  expect(ledger.received).toHaveLength(2);
});

test("the whole path works by keys alone", async ({ page, providers, downstreams }) => {
  const asset = await providers.asset();
  await sendMany(asset, 3);
  const ledger = await downstreams.start("Ledger of keys pressed", { sources: [asset.slug] });
  await open(page, `/events?source=${asset.slug}`);
  for (const key of ["j", "x", "j", "j", "Shift+X"]) await page.keyboard.press(key);
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("3 events selected");
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Replay 3 events to Ledger of keys pressed" })).toBeVisible();
  await tabTo(page, "Reason");
  await page.keyboard.type("By keys alone: x, j and k are letters here");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("3 of 3 done: 3 succeeded");
  expect(ledger.received).toHaveLength(3);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("replay…");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Replay \d* ?events?/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);
});

test("a session that ends while the dialog is open is begun again there, and nothing typed is lost", async ({
  page,
  providers,
  downstreams,
  people,
  watch,
}) => {
  const asset = await providers.asset();
  await sendMany(asset, 1);
  const ledger = await downstreams.start("Ledger of patience", { sources: [asset.slug] });
  const { email, password } = await people.get("operator");
  await open(page, `/events?source=${asset.slug}`);
  await page.getByRole("button", { name: "Replay…" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Reason").fill("Typed before the session ended");
  await expect(dialog.getByRole("button", { name: "Send 1 delivery" })).toBeEnabled();
  watch.expectAnswer(401, /^\/api\/v1\//);
  await page.context().clearCookies();
  await dialog.getByRole("button", { name: "Send 1 delivery" }).click();
  await expect(dialog.getByText("Your session ended")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByText("Your session ended")).toBeHidden();
  await dialog.getByRole("button", { name: "Send 1 delivery" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Typed before the session ended" })).toBeVisible();
  await expect.poll(() => ledger.received.length).toBe(1);
});

async function sendMany(asset: AssetProvider, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await asset.send();
}

async function tabTo(page: Page, label: string): Promise<void> {
  const field = dialogOf(page).getByLabel(label);
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(field).toBeFocused({ timeout: 50 });
  }).toPass({ timeout: 10_000, intervals: [0] });
}
