import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { runCli } from "#lib/testing/run-cli.ts";
import { sampleMemory } from "./sample-memory.ts";

export interface RebuildRow {
  exitCode: number | null;
  seconds: number;
  peakMib: number;
  /** The highest memory in the second half of the run over that in the first: about 1 when it is flat. */
  growth: number;
  /** What the command printed, as JSON where it is. */
  output: unknown;
}

/** `rebuild` as an operator runs it, in a process of its own. */
export async function measureRebuild(databaseUrl: string): Promise<RebuildRow> {
  const startedAt = performance.now();
  const run = runCli(["rebuild", "--json"], { DATABASE_URL: databaseUrl, SIGNALBOX_SECRET: TEST_SECRET });
  const memory = sampleMemory(run.child.pid ?? 0);
  const { code, stdout, stderr } = await run.finished;
  const seconds = (performance.now() - startedAt) / 1000;
  const samples = memory.stop();
  const middle = Math.ceil(samples.length / 2);
  const peak = (part: readonly number[]) => part.reduce((most, each) => Math.max(most, each), 0);
  return {
    exitCode: code,
    seconds,
    peakMib: peak(samples),
    growth: peak(samples.slice(middle)) / peak(samples.slice(0, middle)),
    output: readOutput(stdout, stderr),
  };
}

function readOutput(stdout: string, stderr: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return `${stdout}${stderr}`.trim();
  }
}
