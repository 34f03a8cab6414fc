import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { insertDestination, TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { runCli } from "#lib/testing/run-cli.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { startWorkerProcess, type WorkerProcess } from "#lib/testing/worker-process.ts";
import { GET as listDestinations } from "./destinations/route.ts";
import { POST as postCancel } from "./replays/[id]/cancel/route.ts";
import { GET as getReplay } from "./replays/[id]/route.ts";
import { POST as postPreview } from "./replays/preview/route.ts";
import { POST as postReplay } from "./replays/route.ts";
import { GET as getStream } from "./stream/route.ts";

let site: TestConsole;
let api: Server;
let sink: CountingServer;
let worker: WorkerProcess;
let env: Record<string, string>;
let openedStreams = 0;

beforeAll(async () => {
  site = await openTestConsole({ SIGNALBOX_SECRET: TEST_SECRET });
  api = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => api.listen(0, "127.0.0.1", done));
  // A listening TCP server's address is an object.
  const { port } = api.address() as AddressInfo;
  const key = await site.createApiKey("operator");
  env = { SIGNALBOX_CONSOLE_URL: `http://127.0.0.1:${port}`, SIGNALBOX_API_KEY: key };
  sink = await startHttpServer((_request, response) => response.end());
  worker = await startWorkerProcess(site.database.url);
});
afterAll(async () => {
  await worker.stop("SIGTERM");
  await sink.close();
  api.closeAllConnections();
  await new Promise((done) => api.close(done));
  await site.close();
});

beforeEach(async () => {
  const { pool } = site.database;
  await pool.query("TRUNCATE deliveries, events, bodies, destinations, sources, replays, replay_items CASCADE");
  const sourceId = await insertSource(pool, "asset", "asset");
  await insertBulkEvents(pool, { sourceId, count: 30, type: "CASE WHEN n % 3 = 0 THEN 'TASK_A' ELSE 'PLAID_A' END" });
  await insertDestination(pool, { url: sink.url });
  sink.requests.length = 0;
});

/** The routes that the command line uses, behind a real socket. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
  const { method = "GET", url = "" } = incoming;
  const closed = new AbortController();
  outgoing.on("close", () => closed.abort());
  const body = method === "GET" ? null : Buffer.concat(await incoming.toArray());
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = new Request(`http://console.test:3000${url}`, { method, headers, body, signal: closed.signal });
  const [, id = "", part] = /^\/api\/v1\/replays\/([^/?]+)\/?(\w*)$/.exec(url) ?? [];
  const response = await routeOf(url, id, part)(request, { params: Promise.resolve({ id }) });
  if (url.includes("/stream")) openedStreams += 1;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  try {
    for await (const chunk of response.body ?? []) outgoing.write(chunk);
    outgoing.end();
  } catch {
    // The reader has gone.
    outgoing.destroy();
  }
}

function routeOf(url: string, id: string, part: string | undefined) {
  if (url.includes("/stream")) return getStream;
  if (url.includes("/destinations")) return listDestinations;
  if (id === "preview") return postPreview;
  if (id === "") return postReplay;
  return part === "cancel" ? postCancel : getReplay;
}

const WHY = "Ledger was down";
const run = (...args: string[]) => runCli(["replay", ...args], env).finished;

test("a filter is previewed as a table, and nothing is sent", async () => {
  const shown = await run("--filter", "type=PLAID_*&from=-2h", "--preview", "--rate", "10");
  expect(shown.code).toBe(0);
  expect(shown.stdout.split("\n")).toEqual([
    expect.stringMatching(/^20 events, stored until \S+Z$/),
    "destination  events  delivered  failed  never tried  superseded  to send  takes",
    "sink             20          0       0           20           0       20    2 s",
    "",
  ]);
  const { rows } = await site.database.pool.query("SELECT 1 FROM replays");
  expect(rows).toEqual([]);
}, 60_000);

test("without a terminal and without --yes the preview is all there is", async () => {
  expect(await run("--type", "TASK_*", "--reason", WHY)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("10 events"),
    stderr: expect.stringContaining("Say --yes to send without being asked."),
  });
  expect(sink.requests).toEqual([]);
}, 60_000);

test("without a reason a filter is refused before anything is asked", async () => {
  expect(await run("--type", "TASK_*", "--yes")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Say why with --reason"),
  });
}, 60_000);

test("with --yes and --wait it ends when everything arrived", async () => {
  const sent = await run(
    "--type",
    "TASK_*",
    "--type",
    "OTHER",
    "--name",
    "Incident 7",
    "--reason",
    WHY,
    "--yes",
    "--wait",
    "--json",
  );
  expect(sent).toMatchObject({ code: 0 });
  expect(JSON.parse(sent.stdout)).toMatchObject({ status: "completed", name: "Incident 7", total: 10, succeeded: 10 });
  expect(sink.requests.length).toBe(10);
  expect(await run("--type", "TASK_*", "--reason", WHY, "--yes")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("All 10 were delivered before"),
  });
  expect(await run("--type", "TASK_*", "--reason", WHY, "--yes", "--include-delivered", "--wait")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/completed: 10 of 10 arrived, 0 failed, 0 skipped\.$/m),
  });
}, 60_000);

test("a replay is canceled, and its progress is seen by tail", async () => {
  const tailing = runCli(["tail", "--all", "--business", "nobody"], env);
  await eventually(() => expect([openedStreams, tailing.stderr()]).toEqual([1, ""]), 20_000);
  const started = await run("--type", "PLAID_*", "--rate", "1", "--reason", WHY, "--yes", "--json");
  const { replayId } = JSON.parse(started.stdout);
  await eventually(() => expect(sink.requests.length).toBeGreaterThan(1));
  expect(await run("--cancel", replayId)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+ sent and stays? sent; \d+ will not be sent\.\n$/),
  });
  await eventually(async () => {
    const { rows } = await site.database.pool.query("SELECT status FROM replays");
    expect(rows).toEqual([{ status: "canceled" }]);
  });
  await eventually(() => expect(tailing.stdout()).toMatch(/ {2}replay \S+: canceled, \d+ of 20 done, 0 failed/));
  tailing.child.kill();
  const { stdout } = await tailing.finished;
  expect(stdout).toMatch(/delivery \S+ of event \S+ to sink: succeeded, 1 attempt, replay /);
}, 60_000);
