import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

export type Counts = { passed: number; failed: number };

const VITEST = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numFailedTestSuites: z.number() });
const PLAYWRIGHT = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) });

/** A file that could not be loaded has no failed test, but is a failure all the same. */
export function countVitest(file: string, exitCode: number | null): Counts {
  const report = existsSync(file) ? VITEST.safeParse(JSON.parse(readFileSync(file, "utf8"))).data : undefined;
  const failed = report?.numFailedTests === 0 ? report.numFailedTestSuites : (report?.numFailedTests ?? 0);
  return settle({ passed: report?.numPassedTests ?? 0, failed }, exitCode);
}

/** A story that passed when tried again has passed; the runner names it as flaky. */
export function countPlaywright(file: string, exitCode: number | null): Counts {
  const report = existsSync(file) ? PLAYWRIGHT.safeParse(JSON.parse(readFileSync(file, "utf8"))).data : undefined;
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return settle({ passed: expected + flaky, failed: unexpected }, exitCode);
}

/** A runner that stopped for another reason, or ran nothing, counts as one failure. */
function settle(counts: Counts, exitCode: number | null): Counts {
  const isSilentFailure = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}
