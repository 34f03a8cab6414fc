import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#lib/platform/free-port.ts";

export interface NoopServer {
  port: number;
  pid: number;
  stop(): void;
}

/** A process that reads each request and answers 200. */
export async function startNoop(): Promise<NoopServer> {
  const port = await findFreePort();
  const file = fileURLToPath(new URL("./noop-server.ts", import.meta.url));
  const server = fork(file, { env: { ...process.env, PORT: String(port) } });
  await once(server, "message");
  return { port, pid: server.pid ?? 0, stop: () => void server.kill() };
}
