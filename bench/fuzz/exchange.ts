import { connect } from "node:net";

const LIMIT_MS = 5000;

/** "silent" when neither an answer nor the end of the connection came. */
export type FirstStatus = number | null | "silent";

/**
 * Sends bytes over a connection of their own; the status of the first answer, null when it was closed without one.
 * Without an answer the sender ends its half after the given time, as one does whose body was cut short.
 */
export function exchange(port: number, bytes: Buffer, endsAfterMs: number): Promise<FirstStatus> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let received = "";
    const half = setTimeout(() => socket.end(), endsAfterMs);
    const limit = setTimeout(() => finish("silent"), LIMIT_MS);
    function finish(status: FirstStatus) {
      clearTimeout(half);
      clearTimeout(limit);
      socket.destroy();
      resolve(status);
    }
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const status = finalStatus(received);
      if (status !== null) finish(status);
    });
    socket.on("end", () => finish(finalStatus(received)));
    // A refusal may come as a reset, what was said before that still counts.
    socket.on("error", () => finish(finalStatus(received)));
    socket.on("close", () => finish(finalStatus(received)));
    socket.write(bytes);
  });
}

/** Behind any interim answers; null while none is complete. */
function finalStatus(received: string): number | null {
  const heads = received.matchAll(/HTTP\/1\.1 (\d{3})[\s\S]*?\r\n\r\n/g);
  for (const [, status] of heads) if (!status?.startsWith("1")) return Number(status);
  return null;
}
