import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { benchIngest, type IngestRow } from "./ingest.ts";

const BENCHES = { ingest: benchIngest };
const USAGE = `npm run bench -- <${Object.keys(BENCHES).join("|")}> [--seconds 8] [--connections 64] [--out bench/results]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "8" },
    connections: { type: "string", default: "64" },
    out: { type: "string", default: "bench/results" },
    help: { type: "boolean", default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const name = Object.keys(BENCHES).find((known): known is keyof typeof BENCHES => known === positionals[0]);
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const isSound = Number.isInteger(seconds) && seconds > 0 && Number.isInteger(connections) && connections > 0;
if (values.help || name === undefined || !isSound) {
  say(USAGE);
  process.exit(values.help ? 0 : 2);
}
const rows = await BENCHES[name]({ seconds, connections });
printTable(rows);
mkdirSync(values.out, { recursive: true });
const file = `${values.out}/${name}.json`;
const machine = { cpus: os.cpus().length, model: os.cpus()[0]?.model, node: process.version };
writeFileSync(
  file,
  `${JSON.stringify({ bench: name, at: new Date().toISOString(), machine, seconds, connections, rows }, null, 2)}\n`,
);
say(`\nwritten to ${file}`);

function printTable(rows: IngestRow[]): void {
  const header = ["", "requests/s", "of no-op", "p50 ms", "p99 ms", "door µs", "postgres µs", "answers"];
  const lines = rows.map((row) => [
    row.name,
    row.perSecond.toFixed(0),
    row.ofNoop.toFixed(3),
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    row.doorCpuMicros.toFixed(0),
    row.postgresCpuMicros.toFixed(0),
    Object.entries(row.statuses)
      .map(([status, count]) => `${count} × ${status}`)
      .join(", "),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of [header, ...lines])
    say(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
