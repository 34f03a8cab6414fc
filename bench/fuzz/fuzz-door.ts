import { readFileSync } from "node:fs";
import { openDoor } from "#lib/pipeline/receive/open-door.ts";
import { receiveWebhook } from "#lib/pipeline/receive/receive-webhook.ts";
import { readWebhookPath } from "#lib/pipeline/receive/webhook-path.ts";
import { readEnv } from "#lib/platform/env.ts";
import { createLog } from "#lib/platform/log.ts";
import { startDoor, TEST_SECRET } from "#lib/testing/door-process.ts";
import { exchange, type FirstStatus } from "./exchange.ts";
import { type FuzzRequest, toBytes } from "./fuzz-request.ts";

/** Something that answers webhooks, and what is watched of it. */
export interface FuzzDoor {
  readonly name: "receiver process" | "receiveWebhook";
  answer(request: FuzzRequest): Promise<FirstStatus>;
  /** Milliseconds of CPU that its main thread used so far. */
  cpuMs(): number;
  residentMib(): number;
  /** How many refusals it must have counted for its sources; null where the HTTP parser refuses as well. */
  refused(): number | null;
  isAlive(): boolean;
  /** Lines that it logged about errors of its own, not about what senders did. */
  errors(): string[];
  stop(): Promise<void>;
}

/** A body that is announced and does not come; head bytes that may do the same, where a late answer counts more. */
const ENDS_AFTER_MS = { short: 30, damaged: 1500, never: 60_000 };
/** With room enough V8 collects late, and what is kept by mistake would not show beside what is merely not collected yet. */
const SMALL_HEAP = "--max-old-space-size=64 --max-semi-space-size=4";
const KIB_PER_MIB = 1024;
const NANOSECONDS_PER_MS = 1_000_000;

/** The standalone receiver as a process, asked over raw sockets. */
export async function openReceiverProcess(databaseUrl: string, dataDir: string): Promise<FuzzDoor> {
  const folders = { SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_SPOOL_DIR: `${dataDir}/spool` };
  const env = { ...folders, SIGNALBOX_LOG_LEVEL: "error", NODE_OPTIONS: SMALL_HEAP };
  const door = await startDoor("receiver", databaseUrl, env);
  return {
    name: "receiver process",
    answer: (request) => exchange(door.port, toBytes(request), ENDS_AFTER_MS[ending(request)]),
    cpuMs: () => Number(readProc(`${door.pid}/task/${door.pid}/schedstat`).split(" ")[0]) / NANOSECONDS_PER_MS,
    residentMib: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(`${door.pid}/status`))?.[1] ?? 0) / KIB_PER_MIB,
    refused: () => null,
    isAlive: () => readProc(`${door.pid}/stat`) !== "",
    errors: () => errorLines(door.output()),
    stop: () => door.stop(),
  };
}

function ending({ framing, body, damage }: FuzzRequest): keyof typeof ENDS_AFTER_MS {
  if (damage.length > 0) return "damaged";
  return framing.kind === "announced" && framing.length > body.length ? "short" : "never";
}

/** The same function without HTTP, in this process: an exception in it ends the run. */
export async function openInProcess(databaseUrl: string, dataDir: string): Promise<FuzzDoor> {
  const outcome = readEnv({ DATABASE_URL: databaseUrl, SIGNALBOX_SECRET: TEST_SECRET, SIGNALBOX_DATA_DIR: dataDir });
  if (outcome.kind === "invalid") throw new Error(outcome.problems.join(" "));
  const env = { ...outcome.env, databaseUrl, secret: TEST_SECRET };
  let output = "";
  const write = (line: string) => {
    output += line;
  };
  const door = await openDoor("receiver", env, createLog("receiver", { level: "error", destination: { write } }));
  let refused = 0;
  return {
    name: "receiveWebhook",
    answer: async (request) => {
      // No HTTP parser hands such a request on.
      if (request.framing.kind === "both") return 400;
      const path = readWebhookPath(request.target);
      if (path.kind !== "webhook") return 404;
      const { status } = await receiveWebhook(door.context, toIncoming(request, path.slug));
      if (status !== 200 && status !== 404) refused += 1;
      return status;
    },
    refused: () => refused,
    cpuMs: () => process.threadCpuUsage().user / 1000,
    residentMib: () => 0,
    isAlive: () => true,
    errors: () => errorLines(output),
    stop: () => door.close(),
  };
}

function toIncoming(request: FuzzRequest, slug: string): Parameters<typeof receiveWebhook>[1] {
  const announced = request.framing.kind === "announced" ? request.framing.length : request.body.length;
  const body = request.body.subarray(0, announced);
  return {
    door: "receiver",
    method: request.method,
    slug,
    // As an HTTP parser hands them over.
    headers: request.headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, "")] as const),
    contentLength: request.framing.kind === "chunked" ? null : announced,
    remoteAddress: null,
    readBody: ({ maxBytes }) => {
      if (announced > request.body.length) return Promise.resolve({ kind: "incomplete", prefix: body });
      if (body.length > maxBytes) return Promise.resolve({ kind: "too_large", prefix: body.subarray(0, maxBytes) });
      return Promise.resolve({ kind: "complete", body });
    },
  };
}

function errorLines(output: string): string[] {
  return output.split("\n").filter((line) => line.includes('"error":{'));
}

function readProc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    // It ended.
    return "";
  }
}
