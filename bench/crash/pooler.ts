import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "#lib/simulator/random.ts";
import { findQuietPort } from "./quiet-port.ts";

/** Something between the processes and PostgreSQL that dies now and then, as a pooler or a network does. */
export interface Pooler {
  /** The same database, by way of the pooler. */
  url: string;
  /** Ends every connection in the middle of whatever it was: a commit may have happened, and nobody was told. */
  cut(): number;
  close(): void;
}

export async function startPooler(databaseUrl: string): Promise<Pooler> {
  const target = new URL(databaseUrl);
  const port = await findQuietPort();
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    clients.add(client);
    client.once("close", () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.once("close", () => client.destroy());
    for (const socket of [client, upstream]) socket.setNoDelay(true).on("error", () => undefined);
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  const url = Object.assign(new URL(databaseUrl), { port: String(port) }).href;
  const cut = () => {
    const count = clients.size;
    for (const client of clients) client.resetAndDestroy();
    return count;
  };
  const close = () => {
    server.close();
    cut();
  };
  return { url, cut, close };
}

const PAUSE_MS = { from: 200, to: 1500 };

/** Returns how many connections were cut. */
export async function keepCutting(pooler: Pooler, random: Random, until: AbortSignal): Promise<number> {
  let count = 0;
  while (!until.aborted) {
    await sleep(random.integer(PAUSE_MS.from, PAUSE_MS.to), undefined, { signal: until }).catch(() => undefined);
    count += pooler.cut();
  }
  return count;
}
