import type { HeaderPairs } from "#lib/signatures/request-headers.ts";

export type Door = "receiver" | "console";

export type BodyReading =
  | { kind: "complete"; body: Buffer }
  | { kind: "too_large"; prefix: Buffer }
  | { kind: "too_slow"; prefix: Buffer }
  | { kind: "too_fragmented"; prefix: Buffer }
  | { kind: "incomplete"; prefix: Buffer }
  /** The door had to make room, and this body arrived the slowest. */
  | { kind: "shed"; prefix: Buffer };

/** One HTTP request at a door, before its body is read. */
export interface IncomingRequest {
  door: Door;
  method: string;
  slug: string;
  /** As sent: order, casing and repetitions kept where the door can see them. */
  headers: HeaderPairs;
  /** The announced length in bytes, or null. */
  contentLength: number | null;
  remoteAddress: string | null;
  readBody(limits: BodyLimits): Promise<BodyReading>;
}

export interface BodyLimits {
  maxBytes: number;
  deadlineMs: number;
}
