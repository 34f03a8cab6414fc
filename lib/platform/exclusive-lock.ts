import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";

export type LockOutcome = { kind: "locked"; release(): void } | { kind: "held"; pid: number };

/** Longer paths do not fit the socket address of any system. */
const MAX_SOCKET_PATH = 100;
const ASK_TIMEOUT_MS = 2_000;

/**
 * A lock that dies with its process: a listening Unix socket that answers with its owner's process id. Unlike a file
 * with a number in it, it cannot be mistaken when the owner was killed and the number was given to another process.
 */
export async function lockExclusively(file: string): Promise<LockOutcome> {
  const socketPath = file.length <= MAX_SOCKET_PATH ? file : shortPath(file);
  for (;;) {
    const server = await listen(socketPath);
    const owner = await askOwner(socketPath);
    if (server !== null && owner === process.pid) return { kind: "locked", release: () => server.close() };
    server?.close();
    if (owner !== null) return { kind: "held", pid: owner };
    rmSync(socketPath, { force: true });
  }
}

function shortPath(file: string): string {
  return path.join(os.tmpdir(), `signalbox-${createHash("sha256").update(file).digest("hex").slice(0, 24)}.sock`);
}

async function listen(socketPath: string): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(String(process.pid));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(socketPath, () => resolve(server));
  });
}

/** The process id behind the socket, or null when nobody listens there any more. */
function askOwner(socketPath: string): Promise<number | null> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(socketPath);
    socket.setTimeout(ASK_TIMEOUT_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer === "" ? null : Number(answer)));
  });
}
