import type { FileHandle } from "node:fs/promises";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { readRecord, readSize } from "./record.ts";

export type RowsReading =
  /** `ends` says where each row's record ends in the file. */
  { kind: "rows"; rows: StoreRow[]; ends: number[] } | { kind: "bad"; why: string } | { kind: "end" };

const CHUNK_BYTES = 256 * 1024;
/** One statement's worth. */
const MAX_ROWS = 128;
const CUT_OFF: RowsReading = { kind: "bad", why: "it is cut off" };

/** Reads the next few records of a file between two of its offsets: what is read at once bounds the memory. */
export async function readRows(file: FileHandle, from: number, end: number): Promise<RowsReading> {
  if (from >= end) return { kind: "end" };
  const chunk = await readBytes(file, from, Math.min(CHUNK_BYTES, end - from));
  const first = readRecord(chunk, 0);
  if (first.kind !== "cut") return collect(chunk, from);
  if (from + first.needed > end) return CUT_OFF;
  return collect(await readBytes(file, from, first.needed), from);
}

function collect(bytes: Buffer, from: number): RowsReading {
  const rows: StoreRow[] = [];
  const ends: number[] = [];
  for (let at = 0; rows.length < MAX_ROWS; ) {
    const reading = readRecord(bytes, at);
    if (reading.kind === "bad" && rows.length === 0) return reading;
    if (reading.kind !== "whole") break;
    rows.push(reading.row);
    at = reading.end;
    ends.push(from + at);
  }
  return rows.length === 0 ? CUT_OFF : { kind: "rows", rows, ends };
}

/** How many records a file seems to have, by their lengths alone. */
export async function countRecords(file: FileHandle, end: number): Promise<number> {
  let count = 0;
  let chunk: Buffer = Buffer.alloc(0);
  let chunkAt = 0;
  for (let at = 0; at < end; count += 1) {
    if (at + 4 > chunkAt + chunk.length) {
      chunk = await readBytes(file, at, Math.min(CHUNK_BYTES, end - at));
      chunkAt = at;
    }
    const size = readSize(chunk, at - chunkAt);
    if (typeof size !== "number" && (size.kind === "bad" || at + size.needed > end)) break;
    at += typeof size === "number" ? size : size.needed;
  }
  return count;
}

/** Fewer bytes than asked for where the file ends before. */
async function readBytes(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
