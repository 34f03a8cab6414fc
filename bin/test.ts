import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Counts, countPlaywright, countVitest } from "./test/count-results.ts";
import { findChromium } from "./test/find-chromium.ts";
import { installChromium } from "./test/install-chromium.ts";
import { namePlaywrightFailures, nameVitestFailures } from "./test/name-failures.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const reports = mkdtempSync(path.join(os.tmpdir(), "signalbox-reports-"));

const vitestReport = path.join(reports, "vitest.json");
const playwrightReport = path.join(reports, "playwright.json");
const results = [runVitest(), runPlaywright()];
for (const line of [...nameVitestFailures(vitestReport), ...namePlaywrightFailures(playwrightReport)]) {
  process.stdout.write(`failed: ${line}\n`);
}
rmSync(reports, { recursive: true });
const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function runVitest(): Counts {
  const outcome = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`]);
  return countVitest(vitestReport, outcome);
}

function runPlaywright(): Counts {
  const installed = findChromium() === null ? installChromium() : { kind: "installed" as const };
  if (installed.kind === "refused") {
    process.stderr.write(`The browser tests cannot run: ${installed.reason}.\n`);
    return { passed: 0, failed: 1 };
  }
  const outcome = run("playwright", ["test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport });
  return countPlaywright(playwrightReport, outcome);
}

function run(program: string, args: string[], env: Record<string, string> = {}): number | null {
  const outcome = spawnSync(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (outcome.error !== undefined) process.stderr.write(`${program}: ${outcome.error.message}\n`);
  return outcome.status;
}
