import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

export type FullListener = { port: number; url: string; close(): Promise<void> };

// The thread falls asleep once it listens, so that nobody ever takes a connection out of its short queue.
const LISTEN_AND_SLEEP = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
  });
`;
const SLEEP_MS = 200;
const FILLERS = 4;

/** A port where the kernel lets further connections wait without an answer, as a firewall that drops packets does. */
export async function startFullListener(): Promise<FullListener> {
  const thread = new Worker(LISTEN_AND_SLEEP, { eval: true });
  const [port] = (await once(thread, "message")) as [number];
  await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
  const fillers: Socket[] = [];
  for (let count = 0; count < FILLERS; count += 1) {
    fillers.push(connect(port, "127.0.0.1").on("error", () => {}));
  }
  await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
  const close = async () => {
    for (const filler of fillers) filler.destroy();
    await thread.terminate();
  };
  return { port, url: `http://127.0.0.1:${port}`, close };
}
