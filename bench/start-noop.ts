import { forkServer } from "#lib/testing/fork-server.ts";

export interface NoopServer {
  port: number;
  pid: number;
  stop(): void;
}

/** A process that reads each request and answers 200. */
export async function startNoop(): Promise<NoopServer> {
  const { child, port } = await forkServer(new URL("./noop-server.ts", import.meta.url));
  return { port, pid: child.pid ?? 0, stop: () => void child.kill() };
}
