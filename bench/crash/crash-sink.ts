import { once } from "node:events";
import { forkServer } from "#lib/testing/fork-server.ts";

/** What the sink saw of one event for one destination. */
export interface SinkMemory {
  path: string;
  webhookId: string;
  /** Requests, and those among them that it processed. */
  seen: number;
  processed: number;
  /** SHA-256 in hex of every different body. */
  bodyHashes: string[];
}

export interface CrashSink {
  url: string;
  recall(): Promise<SinkMemory[]>;
  stop(): void;
}

/** A process of its own, so that nothing the benchmark does can make it forget. */
export async function startCrashSink(seed: string): Promise<CrashSink> {
  const { child, port } = await forkServer(new URL("./crash-sink-server.ts", import.meta.url), { SEED: seed });
  return {
    url: `http://127.0.0.1:${port}`,
    recall: async () => {
      const told = once(child, "message");
      child.send("recall");
      const [memory] = await told;
      return memory;
    },
    stop: () => child.kill(),
  };
}
