import { fileURLToPath } from "node:url";
import { ensureConsoleBuild } from "#lib/platform/console-build.ts";
import { createRandom, type Random } from "#lib/simulator/random.ts";
import { compareTruth, type TruthComparison } from "#lib/simulator/truth/compare-truth.ts";
import { MILLISECOND } from "#lib/simulator/truth/moment.ts";
import { planStory, type Story } from "#lib/simulator/truth/plan-story.ts";
import type { StoryKeys } from "#lib/simulator/truth/sign-story-event.ts";
import { startDoor, TEST_SECRET } from "#lib/testing/door-process.ts";
import { readFoundStates, readReceipts } from "#lib/testing/read-found-states.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { startWorkerProcess } from "#lib/testing/worker-process.ts";
import { type BenchOptions, say } from "./bench.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import { businessRequests } from "./business-requests.ts";
import { cpuSeconds } from "./cpu-time.ts";
import { measurePages, type PageRow } from "./measure-page.ts";
import { measureRebuild, type RebuildRow } from "./measure-rebuild.ts";
import { quantile, sampleLag, untilProjected } from "./projector-lag.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";
import { storyRequests } from "./story-requests.ts";

export interface StateResult {
  truth: TruthComparison;
  sending: LoadResult & Speeds;
  lag: { perSecond: number; seconds: number; sent: number; p99Ms: number; maxMs: number };
  rebuild: RebuildRow;
  /** Null when they were left out. */
  pages: readonly PageRow[] | null;
}

/** CPU in microseconds an event, and how long until the last one was part of the state. */
type Speeds = { doorMicros: number; workerMicros: number; postgresMicros: number; behindMs: number };

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
const SECRET = "a-bench-signing-secret";
const DUPLICATES = 0.05;
const LAG_RATE = 1_000;
const LAG_SAMPLE_MS = 50;
const PAGE_EVENTS = 5_000;
const MINUTE_MS = 60_000;

type Stage = { database: BenchDatabase; port: number; doorPid: number; workerPid: number; keys: StoryKeys };

/** A story with a known truth through door, worker, rebuild and page, on a database of its own. */
export async function benchState(options: BenchOptions): Promise<StateResult> {
  if (options.hasPage) await buildConsole();
  const database = await openBenchDatabase();
  try {
    const signer = createRsaSigner();
    await insertSource(database.pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertSource(database.pool, "abound", "abound", { secrets: { bench: SECRET } });
    return await withProcesses(database, { asset: signer.privateKey, abound: SECRET }, async (stage) => {
      const random = createRandom(options.seed);
      const { story, sending } = await tellStory(stage, options, random);
      const truth = await checkTruth(database, story);
      const rebuild = await rebuildAll(database);
      const lag = await measureLag(stage, options, random);
      const pages = options.hasPage ? await measureBusinessPage(stage, options) : null;
      return { truth, sending, lag, rebuild, pages };
    });
  } finally {
    await database.close();
  }
}

async function withProcesses<T>(
  database: BenchDatabase,
  keys: StoryKeys,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const env = { SIGNALBOX_SECRET: TEST_SECRET, SIGNALBOX_LOG_LEVEL: "warn" };
  const door = await startDoor("receiver", database.url, env);
  try {
    const worker = await startWorkerProcess(database.url, env);
    const stage = { database, port: door.port, doorPid: door.pid, workerPid: worker.pid, keys };
    try {
      return await work(stage);
    } finally {
      await worker.stop("SIGTERM");
    }
  } finally {
    await door.stop();
  }
}

async function tellStory(stage: Stage, options: BenchOptions, random: Random) {
  say(`Planning and signing ${options.events} events of ${options.businesses} businesses …`);
  const { requests, story } = prepare(stage, options, random, options.seed, options.events);
  say(`Sending ${requests.length} requests to the receiver …`);
  const before = cpuOf(stage);
  const rate = options.rate === undefined ? {} : { rate: options.rate };
  const { port } = stage;
  const load = { port, requests, connections: options.connections, durationMs: Number.POSITIVE_INFINITY, ...rate };
  const result = await sendLoad(load);
  const answeredAt = performance.now();
  await untilProjected(stage.database.pool);
  const after = cpuOf(stage);
  const micros = (name: keyof typeof before) => ((after[name] - before[name]) * 1_000_000) / result.sent;
  const speeds = { doorMicros: micros("door"), workerMicros: micros("worker"), postgresMicros: micros("postgres") };
  return { story, sending: { ...result, ...speeds, behindMs: performance.now() - answeredAt } };
}

/** The story ends before it is told, so that nothing in it lies in the future by accident. */
function prepare(stage: Stage, { businesses }: BenchOptions, random: Random, seed: string, events: number) {
  const endAt = (Date.now() - 10 * MINUTE_MS) * MILLISECOND;
  const size = { events, businesses, users: Math.ceil(businesses / 2) };
  const story = planStory({ ...size, seed, telling: "afterwards", endAt });
  return { story, requests: storyRequests(story.events, DUPLICATES, stage.keys, random.fork(`${seed}/delivery`)) };
}

async function checkTruth({ pool }: BenchDatabase, { subjects }: Story): Promise<TruthComparison> {
  say("Comparing every row of state with the truth …");
  const receipts = await readReceipts(pool);
  return compareTruth(subjects, receipts, await readFoundStates(pool));
}

async function rebuildAll({ url }: BenchDatabase): Promise<RebuildRow> {
  say("Rebuilding …");
  return measureRebuild(url);
}

async function measureLag(stage: Stage, { seconds, connections, businesses }: BenchOptions, random: Random) {
  const count = LAG_RATE * seconds;
  say(`Sending ${LAG_RATE} events/s for ${seconds} s …`);
  const lives = { businesses: Math.min(businesses, Math.ceil(count / 100)) } as BenchOptions;
  const { requests } = prepare(stage, lives, random, "lag", count);
  const load = { port: stage.port, requests, connections, durationMs: seconds * 1000, rate: LAG_RATE };
  const sent = sendLoad(load);
  const samples = await sampleLag(stage.database.pool, sent, LAG_SAMPLE_MS);
  const { perSecond, sent: total } = await sent;
  return { perSecond, seconds, sent: total, p99Ms: quantile(samples, 0.99), maxMs: Math.max(...samples) };
}

async function measureBusinessPage(stage: Stage, { connections }: BenchOptions): Promise<PageRow[]> {
  say(`Opening a business with ${PAGE_EVENTS} events …`);
  const { businessId, requests } = businessRequests(PAGE_EVENTS, stage.keys);
  await sendLoad({ port: stage.port, requests, connections, durationMs: Number.POSITIVE_INFINITY });
  await untilProjected(stage.database.pool);
  const path = `/api/v1/businesses/${businessId}`;
  return measurePages(stage.database, [path, `${path}/timeline`, `${path}/timeline?limit=200`]);
}

/** Beforehand: a console that is started without a build of these sources builds it, at the cost of what is measured. */
async function buildConsole(): Promise<void> {
  const outcome = await ensureConsoleBuild({ checkout: CHECKOUT, say });
  if (outcome.kind === "failed") throw new Error(`The console cannot be built:\n${outcome.output}`);
}

function cpuOf({ doorPid, workerPid, database }: Stage) {
  return { door: cpuSeconds(doorPid), worker: cpuSeconds(workerPid), postgres: cpuSeconds(database.pid) };
}
