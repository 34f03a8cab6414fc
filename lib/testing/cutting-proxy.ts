import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type CuttingProxy = {
  /** The database's address, by way of the proxy. */
  url: string;
  /** From now on what is asked arrives and no answer returns: the connection ends instead. */
  cutAnswers(): void;
  restore(): void;
  close(): Promise<void>;
};

/** The network between a door and its database, which breaks at the worst moment: the commit is done and nobody knows. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
    }
    client.on("data", (chunk) => upstream.write(chunk));
    client.on("close", () => upstream.end());
    upstream.on("data", (chunk) => (isCut ? client.destroy() : client.write(chunk)));
    upstream.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAnswers: () => {
      isCut = true;
    },
    restore: () => {
      isCut = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
