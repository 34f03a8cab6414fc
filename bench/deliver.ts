import { TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { type BenchOptions, say } from "./bench.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { stepClaim } from "./deliver-claim.ts";
import { stepDrain } from "./deliver-drain.ts";
import { stepIdle } from "./deliver-idle.ts";
import { stepIsolation } from "./deliver-isolation.ts";
import { stepLatency, TARGET_RATE } from "./deliver-latency.ts";
import { stepRecovery } from "./deliver-recovery.ts";
import { stepReplay } from "./deliver-replay.ts";
import type { DeliverStep, StepResult } from "./deliver-step.ts";
import { stepThroughput } from "./deliver-throughput.ts";
import { BODY_BYTES, SIGNING_SECRET } from "./deliver-traffic.ts";
import { measureNoop, type NoopRow } from "./measure-noop.ts";
import { aboundRequests } from "./signed-requests.ts";
import { startSink } from "./start-sink.ts";

const STEPS = {
  idle: stepIdle,
  throughput: stepThroughput,
  latency: stepLatency,
  drain: stepDrain,
  recovery: stepRecovery,
  isolation: stepIsolation,
  replay: stepReplay,
  claim: stepClaim,
} satisfies Record<string, DeliverStep>;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

export interface DeliverResult {
  noop: { flatOut: NoopRow; paced: NoopRow };
  steps: { name: StepName; seconds: number; result: StepResult }[];
}

const NOOP_MS = 3_000;
const SLUG = "abound";

/** The chosen steps, one after the other, on a database and with a sink of their own. Each is told as it ends. */
export async function benchDeliver(
  options: BenchOptions,
  names: readonly StepName[],
  tell: (result: StepResult) => void,
): Promise<DeliverResult> {
  const database = await openBenchDatabase();
  const sink = await startSink();
  try {
    const secrets = { secrets: { bench: SIGNING_SECRET }, secret: TEST_SECRET };
    const source = { id: await insertSource(database.pool, "abound", SLUG, secrets), slug: SLUG };
    const noop = await measureNoops(options.connections);
    const steps: DeliverResult["steps"] = [];
    for (const name of names) {
      say(`\n${name} …`);
      const startedAt = performance.now();
      const result = await STEPS[name]({ database, sink, source, noop, options });
      steps.push({ name, seconds: (performance.now() - startedAt) / 1000, result });
      tell(result);
      await sink.ask({ kind: "forget" });
    }
    return { noop, steps };
  } finally {
    sink.stop();
    await database.close();
  }
}

async function measureNoops(connections: number): Promise<DeliverResult["noop"]> {
  say("A server that only answers …");
  const requests = aboundRequests(SLUG, SIGNING_SECRET, 1_000, BODY_BYTES);
  const flatOut = await measureNoop(requests, { connections, durationMs: NOOP_MS });
  const paced = await measureNoop(requests, { connections, durationMs: NOOP_MS, rate: TARGET_RATE });
  return { flatOut, paced };
}
