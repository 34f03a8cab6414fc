import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

export interface SpoolRemains {
  /** Bytes of segments, stored by now or not. */
  bytes: number;
  /** Webhooks that the database refused. */
  refused: number;
  /** Files with a torn tail, which a kill in the middle of a write leaves behind. */
  torn: number;
}

/** What lies in the spool's folders, of living processes and of dead ones. */
export function readSpoolRemains(directory: string): SpoolRemains {
  const names = existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: "utf8" }) : [];
  const sizes = names.filter((name) => name.endsWith(".log")).map((name) => sizeOf(path.join(directory, name)));
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    refused: names.filter((name) => name.endsWith(".record")).length,
    torn: names.filter((name) => name.endsWith(".corrupt")).length,
  };
}

/** 0 for one that was removed meanwhile. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
