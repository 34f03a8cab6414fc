import type { ProviderName } from "#lib/domain/provider-name.ts";

export type Pair = [name: string, value: string];

/** How the body's end is told. `announced` says a length that need not be true. */
export type Framing =
  | { readonly kind: "length" }
  | { readonly kind: "chunked"; readonly chunk: number }
  | { readonly kind: "announced"; readonly length: number }
  | { readonly kind: "both" };

/** A webhook request as a model that mutations change and the oracle judges. */
export interface FuzzRequest {
  readonly provider: ProviderName;
  readonly slug: string;
  readonly method: string;
  readonly target: string;
  /** Without those that frame the body. */
  readonly headers: readonly Pair[];
  readonly body: Buffer;
  readonly framing: Framing;
  /** Bytes of the finished head to overwrite, of which nobody can say beforehand what they do. */
  readonly damage: readonly { readonly at: number; readonly byte: number }[];
  /** What was done to a valid request, for people. */
  readonly history: readonly string[];
}

/** A change of a request; `name` is what the history says. */
export interface Mutation {
  readonly name: string;
  apply(request: FuzzRequest): FuzzRequest;
}

/** The request as bytes for a socket. */
export function toBytes(request: FuzzRequest): Buffer {
  const { method, target, headers, framing, body } = request;
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const head = Buffer.from(`${[...lines, ...framingLines(framing, body)].join("\r\n")}\r\n\r\n`, "latin1");
  for (const { at, byte } of request.damage) head[at % head.length] = byte;
  const isChunked = framing.kind === "chunked" || framing.kind === "both";
  return Buffer.concat([head, isChunked ? inChunks(body, framing.kind === "chunked" ? framing.chunk : 64) : body]);
}

function framingLines(framing: Framing, body: Buffer): string[] {
  switch (framing.kind) {
    case "length":
      return [`content-length: ${body.length}`];
    case "announced":
      return [`content-length: ${framing.length}`];
    case "chunked":
      return ["transfer-encoding: chunked"];
    case "both":
      return [`content-length: ${body.length}`, "transfer-encoding: chunked"];
  }
}

function inChunks(body: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}
