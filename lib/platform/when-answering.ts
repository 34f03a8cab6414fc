import { setTimeout as sleep } from "node:timers/promises";

const TIMEOUT_MS = 120_000;

/** Resolves once a GET of this address is answered with 200. */
export async function whenAnswering(url: string, signal: AbortSignal): Promise<void> {
  for (const until = Date.now() + TIMEOUT_MS; Date.now() < until; await sleep(50, undefined, { signal })) {
    if (await isAnswering(url)) return;
  }
  throw new Error(`${url} did not answer with 200 within ${TIMEOUT_MS / 1000} seconds.`);
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Not listening yet.
    return false;
  }
}
