import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";

export type CountingServer = {
  port: number;
  url: string;
  /** TCP connections accepted so far. */
  connects(): number;
  requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: Buffer }[];
  close(): Promise<void>;
};

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A real loopback HTTP server that counts connections and keeps what it was sent before it answers. */
export async function startHttpServer(answer: Answer, host = "127.0.0.1", port = 0): Promise<CountingServer> {
  const requests: CountingServer["requests"] = [];
  return listen(createServer(recordingHandler(requests, answer)), { requests, host, port, scheme: "http" });
}

/** The same behind TLS. */
export async function startHttpsServer(tls: ServerOptions, answer: Answer, port = 0): Promise<CountingServer> {
  const requests: CountingServer["requests"] = [];
  const server = createHttpsServer(tls, recordingHandler(requests, answer));
  return listen(server, { requests, host: "127.0.0.1", port, scheme: "https" });
}

function recordingHandler(requests: CountingServer["requests"], answer: Answer) {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks) });
    await answer(request, response);
  };
  return (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
}

/** A loopback TCP server that says whatever it likes. */
export async function startRawServer(onSocket: (socket: Socket) => void, host = "127.0.0.1"): Promise<CountingServer> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => socket.destroy());
    onSocket(socket);
  });
  return listen(server, { requests: [], host, port: 0, scheme: "http" });
}

type Place = Pick<CountingServer, "requests" | "port"> & { host: string; scheme: "http" | "https" };

async function listen(server: Server, { requests, host, port: wanted, scheme }: Place): Promise<CountingServer> {
  const sockets = new Set<Socket>();
  let connects = 0;
  server.on("connection", (socket: Socket) => {
    connects += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(wanted, host, resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, url: `${scheme}://${host}:${port}`, connects: () => connects, requests, close };
}
