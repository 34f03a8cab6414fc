import { expect, type Page } from "@playwright/test";
import { open, rows } from "./console-steps.ts";
import { test } from "./test.ts";

test.use({ role: "viewer" });

const EVENTS = 60;

test("the events page paints", async ({ page, providers }, testInfo) => {
  const asset = await providers.asset();
  await Promise.all(Array.from({ length: EVENTS }, () => asset.send()));
  await open(page, "/events");
  await page.reload();
  await expect(rows(page, "Events").first()).toBeVisible();
  const painted = await firstContentfulPaint(page);
  expect(painted).toBeGreaterThan(0);
  const description = `${Math.round(painted)} ms to the first contentful paint of /events, warm`;
  testInfo.annotations.push({ type: "speed", description });
  process.stdout.write(`${description}\n`);
});

function firstContentfulPaint(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
}
