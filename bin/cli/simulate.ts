import { setTimeout as sleep } from "node:timers/promises";
import { Actor } from "#lib/auth/actor.ts";
import { ensureSimulatedSource } from "#lib/commands/ensure-simulated-source.ts";
import type { Env } from "#lib/platform/env.ts";
import { loadEnv } from "#lib/platform/load-env.ts";
import type { RunSummary } from "#lib/simulator/send-run.ts";
import { loadAboundSecret, loadAssetSigner, readAssetSigner } from "#lib/simulator/sender-keys.ts";
import { type SimulateOptions, simulate as simulateRun } from "#lib/simulator/simulate.ts";
import { type Command, CommandFailure, UsageError } from "./command.ts";
import { withInstallation } from "./open-installation.ts";
import { note, print, printJson } from "./print.ts";
import { readInputFile } from "./read-input-file.ts";
import { runDemo } from "./simulate-demo.ts";
import { readSimulateOptions, type SimulateArguments } from "./simulate-options.ts";

const HELP = `Usage: npm run cli -- simulate [options]

Acts as Asset and Abound: signs webhooks as they do and posts them to the doors. Without
options it makes the sources sim-asset and sim-abound if they are missing and sends 200
events to them.

  --count N             events to send (200); duplicates and forgeries come on top
  --rate N              requests a second (50)
  --concurrency N       requests at the same time (8)
  --duplicates 0..1     share of events that are sent twice (0)
  --disorder 0..1       share of events that overtake others (0)
  --bad-signatures 0..1 share of events that a forgery follows (0)
  --businesses N        how many businesses Asset reports about (20)
  --users N             how many users Abound reports about (12)
  --wire FORM           how Asset writes its bodies: spaced, compact or mixed (mixed)
  --seed TEXT           tells the same story again (random)
  --url URL             where the doors are (SIGNALBOX_RECEIVER_URL, or HOST and RECEIVER_PORT)
  --source SLUG         posts to this source instead, as Asset with --private-key, or
                        as Abound with --secret
  --private-key FILE    RSA private key in PEM, whose public half the source trusts
  --secret TEXT         the signing secret of the source
  --header "name: value" sent along with every Asset request, such as a shared header; repeatable
  --retry-scale 0..1    shortens the providers' waits of 10, 20, 40 and 80 s between tries (1)
  --demo                writes a believable month of history instead, into demo-asset and demo-abound
  --force               with --demo: also where there are events already
  --json                the summary as JSON
`;

export const simulate: Command = {
  help: HELP,
  run: async (args) => {
    const given = readSimulateOptions(args);
    if (given.isDemo) return runDemo(given);
    const env = loadEnv();
    const targets = given.source === undefined ? await prepareSources() : readTarget(given, given.source);
    const receiverUrl = (given.url ?? reachableUrl(env)).replace(/\/+$/, "");
    if (!given.isJson) note(`Posting ${given.count} events to ${receiverUrl} (seed ${given.seed}) …`);
    const startAt = new Date();
    const summary = await simulateRun({ ...given, ...targets, receiverUrl, startAt, onProgress: progress(given) });
    report(summary, given);
  },
};

type Targets = Pick<SimulateOptions, "asset" | "abound">;
const DOORS_TAKE_UP_MS = 2_000;

/** The simulator's own two sources, made or completed where necessary. */
function prepareSources(): Promise<Targets> {
  return withInstallation(async ({ dataDir }) => {
    const actor = Actor.system("cli simulate");
    const { privateKey, keySet } = loadAssetSigner(dataDir);
    const secret = loadAboundSecret(dataDir);
    const [key] = keySet.keys;
    const sources = [
      await ensureSimulatedSource(actor, { slug: "sim-asset", name: "Asset simulator", provider: "asset", key }),
      await ensureSimulatedSource(actor, { slug: "sim-abound", name: "Abound simulator", provider: "abound", secret }),
    ];
    if (sources.some(({ status }) => status === "disabled")) {
      note("An operator disabled a simulated source: its requests will be refused until it is enabled again.");
    }
    if (sources.some(({ hasChanged }) => hasChanged)) await sleep(DOORS_TAKE_UP_MS);
    return { asset: { slug: "sim-asset", privateKey, headers: {} }, abound: { slug: "sim-abound", secret } };
  });
}

function readTarget({ privateKey, secret, headers }: SimulateArguments, slug: string): Targets {
  if ((privateKey === undefined) === (secret === undefined)) {
    throw new UsageError("--source needs --private-key (as Asset) or --secret (as Abound), and only one of them.");
  }
  if (privateKey === undefined) return { asset: null, abound: { slug, secret: secret ?? "" } };
  const signer = readKey(privateKey);
  return { asset: { slug, privateKey: signer.privateKey, headers: readHeaders(headers) }, abound: null };
}

function readKey(file: string) {
  try {
    return readAssetSigner(readInputFile(file).toString("utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--private-key ${file} cannot be used: ${why}`, { cause });
  }
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(`--header "${line}" is not "name: value".`);
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}

/** A door that listens on every address is asked on this machine's own. */
function reachableUrl({ receiverUrl }: Env): string {
  return receiverUrl.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}

function progress({ isJson }: SimulateArguments): (summary: RunSummary) => void {
  const isShown = !isJson && process.stderr.isTTY;
  return ({ sent, planned, retries }) => {
    const total = planned.event + planned.duplicate + planned.forgery + retries;
    if (isShown) process.stderr.write(`\r${sent} of ${total} sent`);
  };
}

function report(summary: RunSummary, { seed, isJson }: SimulateArguments): void {
  if (isJson) printJson({ seed, ...summary });
  else for (const line of summaryLines(summary)) print(line);
  if (summary.failed > 0) throw new CommandFailure(`${summary.failed} genuine requests were not accepted by any try.`);
}

function summaryLines({ planned, sent, answers, retries, delivered }: RunSummary): string[] {
  const statuses = Object.entries(answers).map(([answer, count]) => `${answer} × ${count}`);
  return [
    `${process.stderr.isTTY ? "\n" : ""}Sent ${sent} requests: ${planned.event} events, ${planned.duplicate} duplicates, ${planned.forgery} forgeries, ${retries} retries.`,
    `Answers: ${statuses.join(", ")}. Events acknowledged with 200: ${delivered}.`,
  ];
}
