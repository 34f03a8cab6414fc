import { crc32 } from "node:zlib";
import * as z from "zod";
import type { StoreRow } from "#lib/db/store-batch.ts";

/**
 * One record: u32 length of what follows the checksum · u32 CRC-32 of the length and of what follows · u32 header
 * length · header JSON · raw body · canonical body. Numbers are big-endian.
 */
const VERSION = 1;
const LENGTH_BYTES = 4;
const PREFIX_BYTES = 8;
const HEADER_AT = 12;
/** A body has 256 KiB at most; its canonical and searchable copies, escaped, stay far below this. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

type Header = Omit<StoreRow, "raw" | "canonical" | "bodyHash"> & {
  v: typeof VERSION;
  bodyHash: string;
  rawBytes: number;
  hasCanonical: boolean;
};

// No stricter than what encodeRecord writes: a record that was acknowledged must be readable.
const text = z.string();
const header = z.object({
  v: z.literal(VERSION),
  eventId: text,
  requestId: text.nullable(),
  sourceId: text,
  slug: text,
  providerKey: text,
  bodyHash: text,
  type: text,
  businessId: text.nullable(),
  externalId: text.nullable(),
  userId: text.nullable(),
  subject: text.nullable(),
  occurredAt: text.nullable(),
  occurredAtText: text.nullable(),
  receivedAt: text,
  flags: z.array(text),
  door: text,
  scheme: text,
  via: text,
  key: text,
  headersJson: text,
  payloadJson: text.nullable(),
  remoteAddress: text.nullable(),
  fansOut: z.boolean(),
  rawBytes: z.int().nonnegative(),
  hasCanonical: z.boolean(),
}) satisfies z.ZodType<Header>;

export function encodeRecord({ raw, canonical, bodyHash, ...facts }: StoreRow): Buffer {
  const head: Header = {
    ...facts,
    v: VERSION,
    bodyHash: bodyHash.toString("base64"),
    rawBytes: raw.length,
    hasCanonical: canonical !== null,
  };
  const headBytes = Buffer.from(JSON.stringify(head));
  const size = HEADER_AT + headBytes.length + raw.length + (canonical?.length ?? 0);
  const out = Buffer.allocUnsafe(size);
  out.writeUInt32BE(size - PREFIX_BYTES, 0);
  out.writeUInt32BE(headBytes.length, PREFIX_BYTES);
  out.set(headBytes, HEADER_AT);
  out.set(raw, HEADER_AT + headBytes.length);
  if (canonical !== null) out.set(canonical, HEADER_AT + headBytes.length + raw.length);
  out.writeUInt32BE(checksum(out), LENGTH_BYTES);
  return out;
}

/** The length is summed as well: a run of zeros, as a crash leaves it, would else be a valid empty record. */
function checksum(record: Buffer): number {
  return crc32(record.subarray(PREFIX_BYTES), crc32(record.subarray(0, LENGTH_BYTES)));
}

type RecordReading =
  | { kind: "whole"; row: StoreRow; end: number }
  /** The bytes end within the record, which takes `needed` bytes from its start. */
  | { kind: "cut"; needed: number }
  | { kind: "bad"; why: string };

/** Reads the record that starts at `at`. The row's bodies are views into `bytes`. */
export function readRecord(bytes: Buffer, at: number): RecordReading {
  const size = readSize(bytes, at);
  if (typeof size !== "number") return size;
  const record = bytes.subarray(at, at + size);
  if (record.readUInt32BE(LENGTH_BYTES) !== checksum(record)) return { kind: "bad", why: "its checksum is wrong" };
  const row = decode(record);
  return row === null ? { kind: "bad", why: "another version wrote it" } : { kind: "whole", row, end: at + size };
}

/** The size in bytes of the record that starts at `at`, its content unread; or why there is none. */
export function readSize(bytes: Buffer, at: number): number | Exclude<RecordReading, { kind: "whole" }> {
  if (bytes.length - at < LENGTH_BYTES) return { kind: "cut", needed: HEADER_AT };
  const size = PREFIX_BYTES + bytes.readUInt32BE(at);
  if (size < HEADER_AT || size > MAX_RECORD_BYTES) return { kind: "bad", why: "its length is impossible" };
  return at + size > bytes.length ? { kind: "cut", needed: size } : size;
}

function decode(record: Buffer): StoreRow | null {
  const bodiesAt = HEADER_AT + record.readUInt32BE(PREFIX_BYTES);
  const head = header.safeParse(parseJson(record.toString("utf8", HEADER_AT, bodiesAt)));
  if (!head.success) return null;
  const { v: _, rawBytes, hasCanonical, bodyHash, ...facts } = head.data;
  return {
    ...facts,
    bodyHash: Buffer.from(bodyHash, "base64"),
    raw: record.subarray(bodiesAt, bodiesAt + rawBytes),
    canonical: hasCanonical ? record.subarray(bodiesAt + rawBytes) : null,
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
