import type { BenchOptions } from "./bench.ts";
import type { BenchDatabase } from "./bench-database.ts";
import type { NoopRow } from "./measure-noop.ts";
import type { Sink } from "./start-sink.ts";

/** What every step works with. Steps leave no deliveries and no live destinations behind. */
export interface DeliverStage {
  database: BenchDatabase;
  sink: Sink;
  source: { id: string; slug: string };
  /** The server that only answers, in the same run: as fast as it can, and at the rate of the latency target. */
  noop: { flatOut: NoopRow; paced: NoopRow };
  options: BenchOptions;
}

export interface Check {
  name: string;
  isMet: boolean;
  measured: string;
  /** Beside the server that only answers. */
  ofNoop: string;
  /** A guarantee must hold on any machine; the others depend on how fast this one is. */
  isGuarantee?: boolean;
}

export interface StepResult {
  header: readonly string[];
  lines: readonly (readonly string[])[];
  /** What the reader of the table has to know. */
  notes?: readonly string[];
  checks: readonly Check[];
  /** As it goes into the file of results. */
  measured: unknown;
}

export type DeliverStep = (stage: DeliverStage) => Promise<StepResult>;
