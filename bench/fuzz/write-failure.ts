import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type FuzzRequest, toBytes } from "./fuzz-request.ts";
import type { SigningLedger } from "./signed-base.ts";

/** What went wrong, with the smallest requests that were found to cause it. */
export interface FuzzFailure {
  readonly door: string;
  readonly message: string;
  /** Repeats it as the first round. */
  readonly seed: string;
  readonly requests: readonly FuzzRequest[];
}

/** Writes the requests as they went over the socket, and beside them what is needed to send them again. */
export function writeFailure(folder: string, failure: FuzzFailure, ledger: SigningLedger): string {
  mkdirSync(folder, { recursive: true });
  const name = `fuzz-failure-${failure.seed.replaceAll(/[^\w.-]/g, "_")}`;
  const requests = failure.requests.map((request, index) => {
    const file = `${name}-${index + 1}.bin`;
    writeFileSync(path.join(folder, file), toBytes(request));
    return { file, history: request.history, method: request.method, target: request.target, headers: request.headers };
  });
  const { door, message, seed } = failure;
  const senders = { keySet: ledger.keySet, secret: ledger.secret };
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ door, message, seed, requests, senders }, null, 2)}\n`);
  return file;
}
