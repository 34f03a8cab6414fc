import { forkServer } from "#lib/testing/fork-server.ts";
import type { SinkReport, SinkRequest } from "./sink-protocol.ts";

export interface Sink {
  url: string;
  pid: number;
  /** Requests so far, at most some 10 ms old. */
  count(): number;
  ask(request: SinkRequest): Promise<SinkReport>;
  stop(): void;
}

type Told = { count: number } | SinkReport;

/** The downstream system of the benchmarks, in a process of its own. */
export async function startSink(): Promise<Sink> {
  const { child, port } = await forkServer(new URL("./sink-server.ts", import.meta.url));
  const asked = new Map<number, (report: SinkReport) => void>();
  let [count, number] = [0, 0];
  child.on("message", (told: Told) => {
    count = told.count;
    if ("answers" in told) asked.get(told.answers)?.(told);
  });
  const ask = (request: SinkRequest) => {
    number += 1;
    const mine = number;
    return new Promise<SinkReport>((resolve) => {
      asked.set(mine, resolve);
      child.send({ number: mine, ...request });
    }).finally(() => asked.delete(mine));
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, count: () => count, ask, stop: () => child.kill() };
}
