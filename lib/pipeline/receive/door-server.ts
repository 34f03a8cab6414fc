import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { senderAddress } from "#lib/platform/forwarded-address.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import { BodyBudget } from "./body-budget.ts";
import { BodyBuffer } from "./body-buffer.ts";
import { Connections } from "./connections.ts";
import type { DoorConnection } from "./door-connection.ts";
import type { BodyLimits, IncomingRequest } from "./incoming-request.ts";
import type { OpenDoor } from "./open-door.ts";
import { readNodeBody } from "./read-node-body.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { type DoorAnswer, sendAnswer } from "./send-answer.ts";
import { readWebhookPath } from "./webhook-path.ts";

// A static import of it reads every export, and with them loads fetch and WebSocket: a fifth of a receiver's start.
const { createServer } = process.getBuiltinModule("node:http");

const LIMITS = {
  headersTimeout: 10_000,
  // Headers and body have deadlines of their own; this one only ends what both missed.
  requestTimeout: 25_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  maxHeaderSize: 16_384,
};
/** Only while none can be shed: connections that wait for us rather than we for them. */
const MAX_CONNECTIONS = 3000;
const MAX_HEADERS = 100;
const BROKEN: DoorAnswer = { status: 503, headers: { "retry-after": "10" }, closes: true };

/** One request at the door, with what it holds there. */
interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  connection: DoorConnection;
  body: BodyBuffer;
  awaitsContinue: boolean;
}

/** The standalone door's HTTP server, not listening yet. */
export function createDoorServer(door: OpenDoor, env: ServiceEnv, log: Logger): Server {
  const connections = new Connections(log);
  const bodies = new BodyBudget();
  const serve = (awaitsContinue: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.of(request.socket);
    connection.begin();
    const visit = { request, response, connection, body: new BodyBuffer(bodies, announced(request)), awaitsContinue };
    answer(door, env, visit)
      .catch((error: unknown) => {
        log.error("request failed", { error });
        finish(visit, BROKEN);
      })
      .finally(() => visit.body.release());
  };
  const server = createServer(LIMITS, serve(false)).on("checkContinue", serve(true));
  server.maxConnections = MAX_CONNECTIONS;
  // One more than allowed, as node:http drops those beyond its limit without a word.
  server.maxHeadersCount = MAX_HEADERS + 1;
  // A sender that closes its half after the request still gets its answer; otherwise node:http drops both.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("connection", (socket) => connections.add(socket));
  server.on("close", () => connections.stop());
  return server;
}

async function answer(door: OpenDoor, env: ServiceEnv, visit: Visit): Promise<void> {
  const { request, response, connection } = visit;
  if (request.rawHeaders.length > 2 * MAX_HEADERS) return finish(visit, { status: 431, headers: {}, closes: true });
  const path = readWebhookPath(request.url ?? "/");
  switch (path.kind) {
    case "webhook":
      return finish(visit, await receiveWebhook(door.context, toIncoming(visit, path.slug, env)));
    case "health":
      await sendHealth(
        door,
        path.probe,
        response.once("finish", () => connection.sent()),
      );
      return connection.answered();
    case "other":
      return finish(visit, { status: 404, headers: {}, closes: false });
    default:
      return path satisfies never;
  }
}

function finish({ request, response, connection }: Visit, given: DoorAnswer): void {
  connection.answered();
  sendAnswer(request, response, given, () => connection.sent());
}

function toIncoming(visit: Visit, slug: string, env: ServiceEnv): IncomingRequest {
  const { request } = visit;
  const forwarded = request.headers["x-forwarded-for"];
  return {
    door: "receiver",
    method: request.method ?? "",
    slug,
    headers: headerPairs(request.rawHeaders),
    contentLength: announced(request),
    remoteAddress: senderAddress(
      request.socket.remoteAddress ?? null,
      Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? null),
      env.trustedProxies,
    ),
    readBody: (limits) => readBody(visit, limits),
  };
}

function readBody({ request, response, connection, body, awaitsContinue }: Visit, limits: BodyLimits) {
  if (awaitsContinue) response.writeContinue();
  connection.awaited = body;
  return readNodeBody(request, limits, body);
}

function announced({ headers }: IncomingMessage): number | null {
  const length = headers["content-length"];
  return length === undefined ? null : Number(length);
}

function headerPairs(rawHeaders: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  return pairs;
}

async function sendHealth(door: OpenDoor, probe: "live" | "ready", response: ServerResponse): Promise<void> {
  const { isReady, checks } = probe === "live" ? { isReady: true, checks: null } : await door.readiness();
  const body = checks === null ? "" : JSON.stringify({ checks });
  response.writeHead(isReady ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(body);
}
