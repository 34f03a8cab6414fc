import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/test/find-chromium.ts";

/** Nothing outside this machine is reached, not even by the browser on its own account. */
const ARGUMENTS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--no-first-run",
  "--no-sandbox",
];

/** The stories start Signalbox themselves (lib/testing/running-signalbox.ts). */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  // A browser on a shared machine can miss its ten seconds; what is really broken is broken twice.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/report.json" }]],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    timezoneId: "UTC",
    locale: "en-GB",
    contextOptions: { reducedMotion: "reduce" },
    // Costs a third of the time; `playwright test --trace on` shows what a failure looked like.
    trace: "off",
    launchOptions: { executablePath: findChromium() ?? "chromium", args: ARGUMENTS },
  },
});
