import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { type CliRun, runCli } from "#lib/testing/run-cli.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as getBody } from "./events/[id]/body/route.ts";
import { POST as postReplay } from "./events/[id]/replay/route.ts";
import { GET as getEvent } from "./events/[id]/route.ts";
import { GET as getStream } from "./stream/route.ts";

let site: TestConsole;
let api: Server;
let target: CountingServer;
let sourceId: string;
let env: Record<string, string>;
const running: CliRun[] = [];
let openedStreams = 0;

beforeAll(async () => {
  site = await openTestConsole();
  sourceId = await insertSource(site.database.pool, "abound", "forwarded", {
    secrets: { one: "a secret that nobody uses" },
  });
  target = await startHttpServer((_, response) => response.writeHead(202).end("kept"));
  api = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => api.listen(0, "127.0.0.1", done));
  // A listening TCP server's address is an object.
  const { port } = api.address() as AddressInfo;
  const key = await site.createApiKey("operator");
  env = { SIGNALBOX_CONSOLE_URL: `http://127.0.0.1:${port}`, SIGNALBOX_API_KEY: key };
});
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill();
});
afterAll(async () => {
  api.closeAllConnections();
  await new Promise((done) => api.close(done));
  await target.close();
  await site.close();
});

/** The routes that the command line uses, behind a real socket. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
  const closed = new AbortController();
  outgoing.on("close", () => closed.abort());
  const { method = "GET", url = "" } = incoming;
  const body = method === "GET" ? null : Buffer.concat(await incoming.toArray());
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = new Request(`http://console.test:3000${url}`, { method, headers, body, signal: closed.signal });
  const [, id = "", part = ""] = /^\/api\/v1\/events\/([^/]+)\/?(.*)$/.exec(url) ?? [];
  const route = url.startsWith("/api/v1/stream")
    ? getStream
    : ({ "": getEvent, body: getBody, replay: postReplay }[part] ?? getEvent);
  const response = await route(request, { params: Promise.resolve({ id }) });
  if (route === getStream && response.ok) openedStreams += 1;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) return outgoing.end();
  try {
    for await (const chunk of response.body) outgoing.write(chunk);
    outgoing.end();
  } catch {
    // The reader has gone.
    outgoing.destroy();
  }
}

function run(...args: string[]): CliRun {
  const started = runCli(args, env);
  running.push(started);
  return started;
}

const later = async (type: string, body: string) => {
  const [id = ""] = await insertEvents(site.database.pool, [
    { sourceId, slug: "forwarded", type, userId: "userId_1", body },
  ]);
  await site.database.pool.query("SELECT pg_notify('signalbox_events', '')");
  return id;
};

/** A reader whose stream is open misses nothing from then on; until then it knows nothing. */
const whenStreaming = (streams: number) => eventually(() => expect(openedStreams).toBe(streams));

test("listen forwards the bytes as received, with the headers and the signature of a delivery", async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const listening = run("listen", "--to", `${target.url}/hook`, "--secret", secret, "--type", "users.*", "--json");
  await whenStreaming(1);
  const body = '{"event": "users.updated",  "userId":"userId_1"}';
  await later("taxes.updated", '{"event":"taxes.updated"}');
  const id = await later("users.updated", body);
  await eventually(() => expect(listening.stdout()).toContain(id));
  expect(JSON.parse(listening.stdout())).toMatchObject({
    eventId: id,
    type: "users.updated",
    status: 202,
    error: null,
  });
  expect(target.requests).toHaveLength(1);
  const [request] = target.requests;
  expect(request?.body.toString("utf8")).toBe(body);
  expect(request?.headers).toMatchObject({
    "webhook-id": id,
    "signalbox-event-type": "users.updated",
    "signalbox-user-id": "userId_1",
  });
  const signed = Object.fromEntries(
    Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  expect(() => new Webhook(secret).verify(body, signed)).not.toThrow();
});

test("tail prints what is stored and ends after its limit", async () => {
  const tailing = run("tail", "--source", "forwarded", "--limit", "1", "--json");
  await whenStreaming(2);
  const id = await later("users.updated", '{"event":"users.updated","n":2}');
  const { code, stdout } = await tailing.finished;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ kind: "event", id, source: "forwarded" });
});

test("replay says why nothing was sent, and a key that does not count is named as such", async () => {
  const id = await later("users.updated", '{"event":"users.updated","n":3}');
  const replayed = await run("replay", id).finished;
  expect(replayed).toMatchObject({ code: 1, stderr: expect.stringMatching(/destination/i) });
  const refused = await runCli(["tail"], { ...env, SIGNALBOX_API_KEY: `sbx_${"x".repeat(43)}` }).finished;
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/key/i) });
});
