import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { type BenchOptions, type BenchOutcome, say } from "./bench.ts";
import { reportIngest } from "./ingest-report.ts";
import { reportState } from "./state-report.ts";

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<BenchOutcome>>> = {
  ingest: reportIngest,
  state: reportState,
};
const USAGE = `npm run bench -- ingest [--seconds 8] [--connections 64] [--out bench/results]
npm run bench -- state [--events 200000] [--businesses 2000] [--seed state] [--rate n] [--seconds 30] [--connections 64] [--skip-page]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    connections: { type: "string", default: "64" },
    events: { type: "string", default: "200000" },
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
const numbers = [options.seconds, options.connections, options.events, options.businesses, options.rate ?? 1];
const isSound = numbers.every((each) => Number.isInteger(each) && each > 0);
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
  const events = Number(values.events);
  return {
    seconds: Number(values.seconds ?? (name === "state" ? 30 : 8)),
    connections: Number(values.connections),
    events,
    // A hundred events each, as in 200,000 over 2,000.
    businesses: Number(values.businesses ?? Math.max(20, Math.round(events / 100))),
    seed: values.seed,
    hasPage: !values["skip-page"],
    ...(values.rate !== undefined && { rate: Number(values.rate) }),
  };
}
