import type { Door } from "#lib/pipeline/receive/incoming-request.ts";
import { startDoor } from "#lib/testing/door-process.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import { LEAST_PER_SECOND } from "./ingest-targets.ts";
import { type Contender, takeTurn, takeTurns } from "./ingest-turn.ts";
import { type IngestRow, joinTurns } from "./join-turns.ts";
import { repeatRequests } from "./repeat-requests.ts";
import { sendLoad } from "./send-load.ts";
import { aboundRequests, assetRequests } from "./signed-requests.ts";
import { startNoop } from "./start-noop.ts";

interface IngestOptions {
  seconds: number;
  connections: number;
}

const SECRET = "a-bench-signing-secret";
const BODY_BYTES = 1024;
/** More than any of the servers can take in the time, so that none runs dry. */
const PER_SECOND = { noop: 60_000, receiver: 14_000, console: 3_000 };
/** Signing is dear: a fast machine uses them up before the time is over. */
const ASSET_PER_SECOND = 5_000;
/** Before what is measured: a door that runs for days has its hot code compiled, one of a second has not. */
const WARM_UP = { receiver: 10_000, console: 500 };
const WARM_UP_LIMIT_MS = 30_000;
/** A machine shared with others is twice as fast in one minute as in the next, so what is compared takes turns. */
const TURNS = 4;

/** Durable verified webhooks a second at both doors, beside a server that only answers, in one run. */
export async function benchIngest(options: IngestOptions): Promise<IngestRow[]> {
  const database = await openBenchDatabase();
  try {
    const signer = createRsaSigner();
    await insertSource(database.pool, "abound", "abound", { secrets: { bench: SECRET } });
    await insertSource(database.pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertDestination(database.pool, "Sink", { url: "https://sink.example.com/" });
    return [...(await benchReceiver(database, signer, options)), await benchConsole(database, options)];
  } finally {
    await database.close();
  }
}

async function benchReceiver(
  database: BenchDatabase,
  signer: ReturnType<typeof createRsaSigner>,
  { seconds, connections }: IngestOptions,
): Promise<IngestRow[]> {
  const noop = await startNoop();
  const door = await openDoor("receiver", database);
  const signed = assetRequests("asset", signer, WARM_UP.receiver + ASSET_PER_SECOND * seconds, BODY_BYTES);
  const verifying: Contender[] = [
    { ...door, name: "receiver, Abound HMAC", requests: abound("receiver", PER_SECOND.receiver * seconds) },
    { ...door, name: "receiver, Asset RSA", requests: signed },
  ];
  try {
    for (const contender of verifying) await warmUp(contender, "receiver", connections);
    const requests = repeatRequests(aboundRequests("abound", SECRET, 1000, BODY_BYTES), PER_SECOND.noop * seconds);
    const compared = [
      { name: "no-op node:http", port: noop.port, doorPid: noop.pid, postgresPid: null, requests },
      ...verifying,
    ];
    const turns = await takeTurns(compared, TURNS, { connections, durationMs: (seconds * 1000) / TURNS });
    const rows = compared.map(({ name }, index) => joinTurns(name, turns[index] ?? []));
    // One comes once a minute at most, and webhooks are slower for a third of a second then: not in the few that follow.
    await database.pool.query("CHECKPOINT");
    return [...rows, await benchPaced(door, halfRate(rows[1]?.perSecond ?? 0), { seconds, connections })];
  } finally {
    await door.stop();
    noop.stop();
  }
}

/** Of what the door must bear, or on a slower machine of what it does. */
function halfRate(perSecond: number): number {
  return Math.floor(Math.min(perSecond, LEAST_PER_SECOND) / 2);
}

async function benchPaced(door: OpenDoor, rate: number, { seconds, connections }: IngestOptions): Promise<IngestRow> {
  const contender = { ...door, name: `receiver, at ${rate}/s`, requests: abound("receiver", rate * seconds) };
  await warmUp(contender, "receiver", connections);
  return joinTurns(contender.name, [await takeTurn(contender, { connections, durationMs: seconds * 1000, rate })]);
}

async function benchConsole(database: BenchDatabase, { seconds, connections }: IngestOptions): Promise<IngestRow> {
  const door = await openDoor("console", database);
  try {
    const contender = { ...door, name: "console (Next)", requests: abound("console", PER_SECOND.console * seconds) };
    await warmUp(contender, "console", connections);
    return joinTurns(contender.name, [await takeTurn(contender, { connections, durationMs: seconds * 1000 })]);
  } finally {
    await door.stop();
  }
}

type OpenDoor = Awaited<ReturnType<typeof openDoor>>;

async function openDoor(kind: Door, database: BenchDatabase) {
  const door = await startDoor(kind, database.url, { SIGNALBOX_LOG_LEVEL: "warn" });
  return { port: door.port, doorPid: door.pid, postgresPid: database.pid, stop: () => door.stop() };
}

async function warmUp({ port, requests }: Contender, kind: Door, connections: number): Promise<void> {
  const first = requests.splice(0, WARM_UP[kind]);
  await sendLoad({ port, requests: first, connections, durationMs: WARM_UP_LIMIT_MS });
}

function abound(kind: Door, count: number): Buffer[] {
  return aboundRequests("abound", SECRET, WARM_UP[kind] + count, BODY_BYTES);
}
