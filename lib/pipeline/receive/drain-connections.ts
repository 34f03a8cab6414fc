import type { Server } from "node:http";
import { Server as SocketServer } from "node:net";

/** Longer than the keep-alive time-out, after which a client knows its connection to be gone. */
const DRAIN_LIMIT_MS = 10_000;
const HURRY_CHECK_MS = 50;

/**
 * Stops accepting and resolves when the last client left, after 10 s at most. Every answer says `Connection: close`;
 * idle connections are left to their time-out, as a request may be on its way on them, unless `hurry` is aborted.
 */
export async function drainConnections(server: Server, hurry: AbortSignal): Promise<void> {
  server.maxRequestsPerSocket = 1;
  // Not http's own close(), which cuts idle connections at once.
  const left = new Promise<void>((resolve) => SocketServer.prototype.close.call(server, () => resolve()));
  let cutting: NodeJS.Timeout | undefined;
  const cutIdle = () => {
    server.closeIdleConnections();
    cutting ??= setInterval(cutIdle, HURRY_CHECK_MS);
  };
  hurry.addEventListener("abort", cutIdle, { once: true });
  if (hurry.aborted) cutIdle();
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS);
  await left;
  hurry.removeEventListener("abort", cutIdle);
  clearInterval(cutting);
  clearTimeout(limit);
}
