import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { senderAddress } from "#lib/platform/forwarded-address.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { type OpenDoor, openDoor } from "./open-door.ts";
import { readNodeBody } from "./read-node-body.ts";
import { type Answer, receiveWebhook } from "./receive-webhook.ts";
import { readWebhookPath } from "./webhook-path.ts";

const LIMITS = {
  headersTimeout: 10_000,
  // Headers and body have deadlines of their own; this one only ends what both missed.
  requestTimeout: 25_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  maxHeaderSize: 16_384,
};
const MAX_CONNECTIONS = 2000;
const MAX_HEADERS = 100;

/** The standalone door: receives webhooks, tells its health, and does nothing else. */
export async function runReceiver(env: ServiceEnv, log: Logger): Promise<{ stop(): Promise<void> }> {
  const door = await openDoor("receiver", env, log);
  const server = createServer(LIMITS, (request, response) => {
    answer(door, env, request, response).catch((error: unknown) => {
      log.error("request failed", { error });
      send(request, response, { status: 503, headers: { "retry-after": "10" }, closes: true });
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = MAX_HEADERS;
  server.on("upgrade", (_request, socket: Socket) =>
    socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"),
  );
  await listen(server, env);
  return {
    stop: async () => {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeIdleConnections();
      });
      await door.close();
    },
  };
}

function listen(server: Server, env: ServiceEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.receiverPort, env.host, () => resolve());
  });
}

async function answer(door: OpenDoor, env: ServiceEnv, request: IncomingMessage, response: ServerResponse) {
  const path = readWebhookPath(request.url ?? "/");
  switch (path.kind) {
    case "webhook":
      return send(request, response, await receiveWebhook(door.context, toIncoming(request, path.slug, env)));
    case "health":
      return sendHealth(door, path.probe, response);
    case "other":
      return send(request, response, { status: 404, headers: {}, closes: false });
    default:
      return path satisfies never;
  }
}

function toIncoming(request: IncomingMessage, slug: string, env: ServiceEnv): IncomingRequest {
  const forwarded = request.headers["x-forwarded-for"];
  const announced = request.headers["content-length"];
  return {
    door: "receiver",
    method: request.method ?? "",
    slug,
    headers: headerPairs(request.rawHeaders),
    contentLength: announced === undefined ? null : Number(announced),
    remoteAddress: senderAddress(
      request.socket.remoteAddress ?? null,
      Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? null),
      env.trustedProxies,
    ),
    readBody: (limits) => readNodeBody(request, limits),
  };
}

function headerPairs(rawHeaders: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  return pairs;
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, closes }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const isUnread = !request.complete && (request.headers["content-length"] ?? "0") !== "0";
  const ends = closes || (status !== 200 && (isUnread || "transfer-encoding" in request.headers));
  response.writeHead(status, { ...headers, "content-length": "0", ...(ends ? { connection: "close" } : {}) });
  response.end(() => {
    // What the sender still pushes is not read: a flood must not keep the socket.
    if (ends) request.socket.destroySoon();
  });
}

async function sendHealth(door: OpenDoor, probe: "live" | "ready", response: ServerResponse): Promise<void> {
  const isUp = probe === "live" || (await isDatabaseUp(door));
  const body = probe === "live" ? "" : JSON.stringify({ checks: { database: isUp ? "up" : "down" } });
  response.writeHead(isUp ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(body);
}

function isDatabaseUp(door: OpenDoor): Promise<boolean> {
  return door.pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
}
