import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type SpoolProcess = {
  child: ChildProcess;
  /** The keys of the webhooks that it said it had kept. */
  kept: string[];
  /** Why the others were refused. */
  refused: string[];
  /** Waits until this many were kept. */
  reach(count: number): Promise<void>;
  end(signal: NodeJS.Signals): Promise<void>;
};

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** Its webhooks are numbered as they are given to the spool, 20 at a time, until it is killed. */
const CODE = `
  import { writeSync } from "node:fs";
  import { openSpool } from "#lib/pipeline/store/spool/spool.ts";
  import { createLog } from "#lib/platform/log.ts";
  import { spoolRows } from "#lib/testing/spool-test.ts";
  const [root, name, rawBytes] = process.argv.slice(1);
  const log = createLog("receiver", { level: "silent" });
  const spool = await openSpool({ root, name, maxBytes: 1024 ** 3, minFreeShare: 0, log });
  writeSync(1, "open\\n");
  let number = 0;
  async function append() {
    for (;;) {
      const providerKey = name + " " + String(number++).padStart(6, "0");
      const [row] = spoolRows(1, { providerKey, receivedAt: new Date().toISOString(), raw: Buffer.alloc(Number(rawBytes), "x") });
      const outcome = await spool.append(row);
      writeSync(1, outcome.kind === "kept" ? "kept:" + providerKey + "\\n" : "refused:" + outcome.reason + "\\n");
      if (outcome.kind === "refused") await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  for (let each = 0; each < 20; each += 1) void append();
`;

/** A process that does nothing but append to its spool; started when the spool is open. */
export async function startSpoolProcess(
  root: string,
  { name = "receiver", rawBytes = 1000, launcher = [] as readonly string[] } = {},
): Promise<SpoolProcess> {
  const node = [process.execPath, "--input-type=module", "--eval", CODE, root, name, String(rawBytes)];
  const [command = process.execPath, ...args] = [...launcher, ...node];
  const child = spawn(command, args, { cwd: CHECKOUT, stdio: ["ignore", "pipe", "inherit"] });
  const kept: string[] = [];
  const refused: string[] = [];
  const onProgress = new Set<() => void>();
  let rest = "";
  const closed = once(child, "close");
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("kept:")) kept.push(line.slice("kept:".length));
      if (line.startsWith("refused:")) refused.push(line.slice("refused:".length));
    }
    for (const notify of onProgress) notify();
  });
  await Promise.race([once(child.stdout, "data"), closed.then(() => Promise.reject(new Error("it did not start")))]);
  return {
    child,
    kept,
    refused,
    reach: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (kept.length < count) return;
          onProgress.delete(check);
          resolve();
        };
        onProgress.add(check);
        check();
      }),
    end: async (signal) => {
      child.kill(signal);
      await closed;
    },
  };
}
