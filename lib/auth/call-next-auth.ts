import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type NextAuthOptions } from "next-auth";

export interface NextAuthCall {
  method: string;
  headers: Headers;
  /** The path behind /api/auth, such as `["callback", "credentials"]`. */
  path: readonly string[];
  query: URLSearchParams;
  body: Readonly<Record<string, string>>;
}

/**
 * Runs next-auth on plain values. Its App Router entry reads cookies from Next's own request scope and forwarded
 * headers; its other public entry takes what it is given.
 */
export async function callNextAuth(call: NextAuthCall, options: NextAuthOptions): Promise<Response> {
  const recorder = new ResponseRecorder();
  const request = {
    method: call.method,
    query: { ...Object.fromEntries(call.query), nextauth: [...call.path] },
    cookies: parseCookies(call.headers.get("cookie") ?? ""),
    headers: Object.fromEntries(call.headers),
    body: call.body,
  };
  // The library reads exactly these members of the two; they are not Node's own objects.
  await NextAuth(request as unknown as NextApiRequest, recorder as unknown as NextApiResponse, options);
  return recorder.toResponse();
}

class ResponseRecorder {
  #status = 200;
  #body: string | null = null;
  readonly #headers = new Map<string, string | string[]>();

  status(status: number): this {
    this.#status = status;
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }

  json(value: unknown): void {
    this.setHeader("content-type", "application/json");
    this.#body = JSON.stringify(value);
  }

  send(value: unknown): void {
    if (typeof value === "string") this.#body = value;
    else if (value !== undefined) this.json(value);
  }

  end(): void {}

  toResponse(): Response {
    const headers = new Headers({ "cache-control": "no-store" });
    for (const [name, value] of this.#headers) {
      if (Array.isArray(value)) for (const item of value) headers.append(name, item);
      else headers.set(name, value);
    }
    return new Response(this.#body, { status: this.#status, headers });
  }
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((part) => part.trim());
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 1 ? [] : [[pair.slice(0, at), decode(pair.slice(at + 1))]];
    }),
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
