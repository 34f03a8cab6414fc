import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { type BenchOptions, type BenchOutcome, say } from "./bench.ts";
import { isControl, reportCrash } from "./crash-report.ts";
import { reportDeliver, unknownSteps } from "./deliver-report.ts";
import { reportFuzz } from "./fuzz-report.ts";
import { reportIngest } from "./ingest-report.ts";
import { reportOutage } from "./outage-report.ts";
import { reportState } from "./state-report.ts";

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<BenchOutcome>>> = {
  ingest: reportIngest,
  state: reportState,
  deliver: reportDeliver,
  crash: reportCrash,
  outage: reportOutage,
  fuzz: reportFuzz,
};
const SECONDS: Readonly<Record<string, number>> = { state: 30, crash: 60, outage: 300, fuzz: 120 };
/** As many senders as it takes to keep two batches full. */
const CONNECTIONS: Readonly<Record<string, number>> = { ingest: 256 };
const EVENTS: Readonly<Record<string, number>> = { deliver: 100_000 };
const USAGE = `npm run bench -- ingest [--seconds 8] [--connections 256] [--out bench/results]
npm run bench -- state [--events 200000] [--businesses 2000] [--seed state] [--rate n] [--seconds 30] [--connections 64] [--skip-page]
npm run bench -- deliver [--only throughput,latency,…] [--seconds 8] [--connections 64] [--events 100000] [--backlog 300000] [--pending 1000000]
npm run bench -- crash [--seconds 60 | --minutes n] [--seed s] [--control none|ack-first|enqueue-after|sync-off]
npm run bench -- outage [--seconds 300 | --minutes n] [--rate 200]
npm run bench -- fuzz [--seconds 120 | --minutes n] [--seed s]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    minutes: { type: "string" },
    connections: { type: "string" },
    events: { type: "string" },
    backlog: { type: "string", default: "300000" },
    pending: { type: "string", default: "1000000" },
    only: { type: "string" },
    businesses: { type: "string" },
    seed: { type: "string" },
    control: { type: "string" },
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
  numbers.every((each) => Number.isInteger(each) && each > 0) &&
  unknownSteps(options.only ?? []).length === 0 &&
  isControl(options.control ?? "none");
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
    seconds: values.minutes === undefined ? Number(values.seconds ?? SECONDS[name] ?? 8) : Number(values.minutes) * 60,
    connections: Number(values.connections ?? CONNECTIONS[name] ?? 64),
    events,
    // A hundred events each, as in 200,000 over 2,000.
    businesses: Number(values.businesses ?? Math.max(20, Math.round(events / 100))),
    seed: values.seed ?? (name === "state" ? "state" : randomUUID().slice(0, 8)),
    hasPage: !values["skip-page"],
    backlog: Number(values.backlog),
    pending: Number(values.pending),
    out: values.out,
    ...(values.only !== undefined && { only: values.only.split(",") }),
    ...(values.rate !== undefined && { rate: Number(values.rate) }),
    ...(values.control !== undefined && { control: values.control }),
  };
}
