import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRandom } from "#lib/simulator/random.ts";
import type { SinkMemory } from "./crash-sink.ts";

/**
 * A downstream system as bad as they come: one request in ten is answered 500, one in fifty reset before it is
 * processed, and one in fifty afterwards. What it processed it never forgets.
 */
const FATES = { fails: 0.1, resets: 0.02, processesAndResets: 0.02, processes: 0.86 };
const SLOWEST_MS = 15;

const random = createRandom(process.env.SEED ?? "");
const memory = new Map<string, SinkMemory>();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const hash = createHash("sha256");
  request.on("data", (chunk: Buffer) => hash.update(chunk));
  request.on("end", () => {
    setTimeout(() => meet(request, response, hash.digest("hex")), random.integer(0, SLOWEST_MS));
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", 4096, () => process.send?.("ready"));
process.on("message", () => process.send?.([...memory.values()]));
process.on("disconnect", () => process.exit(0));

function meet(request: IncomingMessage, response: ServerResponse, bodyHash: string): void {
  const fate = random.weighted(FATES);
  note(request.url ?? "", String(request.headers["webhook-id"]), bodyHash, fate.startsWith("processes"));
  if (fate === "resets" || fate === "processesAndResets") request.socket.resetAndDestroy();
  else response.writeHead(fate === "fails" ? 500 : 200, { "content-length": "0" }).end();
}

function note(path: string, webhookId: string, bodyHash: string, isProcessed: boolean): void {
  const key = `${path} ${webhookId}`;
  const known = memory.get(key) ?? { path, webhookId, seen: 0, processed: 0, bodyHashes: [] };
  const bodyHashes = known.bodyHashes.includes(bodyHash) ? known.bodyHashes : [...known.bodyHashes, bodyHash];
  memory.set(key, {
    ...known,
    seen: known.seen + 1,
    processed: known.processed + (isProcessed ? 1 : 0),
    bodyHashes,
  });
}
