import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A TCP port of the loopback interface that nothing listens on right now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no free port.");
  return address.port;
}

export async function isPortFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
  if (isFree) await new Promise((resolve) => server.close(resolve));
  return isFree;
}

const PATIENCE_MS = 10_000;

/** Waits a little for a predecessor that was killed to let go of its port; false when it stays taken. */
export async function whenPortFree(port: number, host: string): Promise<boolean> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(250)) {
    if (await isPortFree(port, host)) return true;
  }
  return false;
}
