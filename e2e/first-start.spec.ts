import { expect } from "@playwright/test";
import { type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { expectLive } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { PASSWORD } from "./people.ts";
import { test } from "./test.ts";

test.use({ role: null });

let fresh: RunningSignalbox;
// biome-ignore lint/correctness/noEmptyPattern: the runner reads a hook's needs from this pattern
test.beforeAll(async ({}, testInfo) => {
  testInfo.setTimeout(300_000);
  fresh = await startSignalbox({ timeoutMs: 300_000 });
});
test.afterAll(async () => {
  await fresh.stop();
});

test("the first start prints a link that makes the first admin, who is then signed in", async ({ page, watch }) => {
  await page.goto(`${fresh.consoleUrl}/`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("There is no operator yet")).toBeVisible();
  await expectAccessible(page);

  await page.goto(fresh.setupLink ?? "no link was printed");
  await expect(page.getByRole("heading", { name: "Set up Signalbox" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("E-mail address").fill("first@example.test");
  await page.getByLabel("Name").fill("First Admin");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create the first admin" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create the first admin" }).click();

  await expect(page).toHaveURL(`${fresh.consoleUrl}/`);
  await expectLive(page);
  await page.getByRole("button", { name: /Operator menu/ }).click();
  await expect(page.getByText("first@example.test · admin")).toBeVisible();
  await page.keyboard.press("Escape");

  watch.expectAnswer(404, /link\/inspect$/);
  await page.goto("about:blank");
  await page.goto(fresh.setupLink ?? "");
  await expect(page.getByText("This link cannot be used")).toBeVisible();
});

test("an empty console says on every list what would fill it", async ({ page }) => {
  await page.goto(`${fresh.consoleUrl}/sign-in`);
  await page.getByLabel("E-mail address").fill("first@example.test");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${fresh.consoleUrl}/`);
  await expect(page.getByRole("region", { name: "First steps" })).toContainText("Let a provider post here");
  await expectAccessible(page);
  for (const [list, hint] of Object.entries(EMPTY_LISTS)) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: list }).click();
    await expect(page.getByRole("heading", { level: 1, name: list })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(hint);
  }
});

const EMPTY_LISTS = {
  Events: /no events? yet/i,
  Requests: /nobody has knocked yet/i,
  Deliveries: /no deliver/i,
  Destinations: /no destination/i,
};
