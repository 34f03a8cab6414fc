import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A TCP client that says exactly what it is told to, as slowly as it likes, and may never listen. */
export interface RawClient {
  readonly socket: Socket;
  /** Everything that came back so far. */
  received(): string;
  /** Resolves with everything that came back once the other side closed the connection. */
  readonly closed: Promise<string>;
}

export async function openRawClient(port: number, first: string | Buffer = ""): Promise<RawClient> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
  });
  // A door may refuse by resetting; what it said before that still counts.
  socket.on("error", () => socket.destroy());
  const closed = new Promise<string>((done) => {
    socket.on("end", () => socket.destroy());
    socket.on("close", () => done(received));
  });
  await Promise.race([once(socket, "connect"), closed]);
  if (first.length > 0 && !socket.destroyed) socket.write(first);
  return { socket, received: () => received, closed };
}

/** Many at once; opened in lots, so that the queue of the listening socket does not overflow. */
export async function openRawClients(
  count: number,
  port: number,
  first: (index: number) => string | Buffer = () => "",
): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  while (clients.length < count) {
    const lot = Math.min(LOT, count - clients.length);
    const start = clients.length;
    clients.push(
      ...(await Promise.all(Array.from({ length: lot }, (_, at) => openRawClient(port, first(start + at))))),
    );
  }
  return clients;
}

const LOT = 100;
