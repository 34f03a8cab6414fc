import { lookup } from "node:dns/promises";
import net from "node:net";
import { getSystemErrorName } from "node:util";

/** A TCP address that is bound here and listened on by the processes that get its descriptor. */
export type BoundSocket = { fd: number; close(): void };
export type BindOutcome = { kind: "bound"; socket: BoundSocket } | { kind: "taken" };

type Handle = { fd: number; close(): void; getsockname(into: { port?: number }): number };
type CreateHandle = (address: string, port: number, family: 4 | 6, fd: number, flags: number) => Handle | number;

/**
 * Binds without accepting: once a process listened on it, connections wait in the kernel while none does, and are
 * dropped only by `close`. A host name is resolved to its first address, as `server.listen` does it.
 */
export async function bindSocket(host: string, port: number): Promise<BindOutcome> {
  const { address, family } = await lookup(host);
  const handle = createHandle(address, port, family === 6 ? 6 : 4, -1, 0);
  if (typeof handle === "number") {
    const name = getSystemErrorName(handle);
    if (name === "EADDRINUSE") return { kind: "taken" };
    throw new Error(`Port ${port} on ${host} cannot be used: ${name}.`);
  }
  // An address in use is only reported when it is listened on; until then the handle just has none.
  const own: { port?: number } = {};
  if (handle.getsockname(own) === 0 && own.port === port) {
    return { kind: "bound", socket: { fd: handle.fd, close: () => handle.close() } };
  }
  handle.close();
  return { kind: "taken" };
}

/** What node:cluster calls for the same purpose. There is no public way to bind without accepting. */
function createHandle(...args: Parameters<CreateHandle>): Handle | number {
  // Not in the type declarations; the Node that runs this is pinned, and the tests fail when it goes.
  const { _createServerHandle: create } = net as unknown as { _createServerHandle: CreateHandle };
  return create(...args);
}
