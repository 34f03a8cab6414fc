import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { type BenchOptions, type BenchOutcome, say } from "./bench.ts";
import { reportDeliver, unknownSteps } from "./deliver-report.ts";
import { reportIngest } from "./ingest-report.ts";
import { reportState } from "./state-report.ts";

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<BenchOutcome>>> = {
  ingest: reportIngest,
  state: reportState,
  deliver: reportDeliver,
};
const SECONDS: Readonly<Record<string, number>> = { state: 30 };
const EVENTS: Readonly<Record<string, number>> = { deliver: 100_000 };
const USAGE = `npm run bench -- ingest [--seconds 8] [--connections 64] [--out bench/results]
npm run bench -- state [--events 200000] [--businesses 2000] [--seed state] [--rate n] [--seconds 30] [--connections 64] [--skip-page]
npm run bench -- deliver [--only throughput,latency,…] [--seconds 8] [--connections 64] [--events 100000] [--backlog 300000] [--pending 1000000]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    connections: { type: "string", default: "64" },
    events: { type: "string" },
    backlog: { type: "string", default: "300000" },
    pending: { type: "string", default: "1000000" },
    only: { type: "string" },
    businesses: { type: "string" },
    seed: { type: "string", default: "state" },
    rate: { type: "string" },
    "skip-page": { type: "boolean", default: false },
    out: { type: "string", default: "bench/results" },
    help: { type: "boolean", default: false },
  },
});
const name = positionals[0] ?? "";
const run = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
const options = readOptions();
const numbers = [
  options.seconds,
  options.connections,
  options.events,
  options.businesses,
  options.rate ?? 1,
  options.backlog,
  options.pending,
];
const isSound =
  numbers.every((each) => Number.isInteger(each) && each > 0) && unknownSteps(options.only ?? []).length === 0;
if (values.help || run === undefined || !isSound) {
  say(USAGE);
  process.exit(values.help ? 0 : 2);
}
const { isOk, result } = await run(options);
mkdirSync(values.out, { recursive: true });
const file = `${values.out}/${name}.json`;
const machine = { cpus: os.cpus().length, model: os.cpus()[0]?.model, node: process.version };
writeFileSync(file, `${JSON.stringify({ bench: name, at: new Date().toISOString(), machine, ...result }, null, 2)}\n`);
say(`\nwritten to ${file}`);
process.exitCode = isOk ? 0 : 1;

function readOptions(): BenchOptions {
  const events = Number(values.events ?? EVENTS[name] ?? 200_000);
  return {
    seconds: Number(values.seconds ?? SECONDS[name] ?? 8),
    connections: Number(values.connections),
    events,
    // A hundred events each, as in 200,000 over 2,000.
    businesses: Number(values.businesses ?? Math.max(20, Math.round(events / 100))),
    seed: values.seed,
    hasPage: !values["skip-page"],
    backlog: Number(values.backlog),
    pending: Number(values.pending),
    ...(values.only !== undefined && { only: values.only.split(",") }),
    ...(values.rate !== undefined && { rate: Number(values.rate) }),
  };
}
