import { randomInt } from "node:crypto";
import { isPortFree } from "#lib/platform/free-port.ts";

/** Below what systems give to outgoing connections. */
const RANGE = { from: 15_000, to: 30_000 };

/**
 * A port that nobody is given while its owner is down: in the range of outgoing connections one of the many that try
 * to reach the owner meanwhile could get it, and even connect to itself.
 */
export async function findQuietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(RANGE.from, RANGE.to);
    if (await isPortFree(port, "127.0.0.1")) return port;
  }
}
