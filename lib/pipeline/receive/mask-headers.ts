import type { HeaderPairs } from "#lib/signatures/request-headers.ts";

const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie"]);
const MASK = "[masked]";

/** The headers as they may be kept and shown: credentials and a source's shared headers without their values. */
export function maskHeaders(headers: HeaderPairs, sharedHeaderNames: readonly string[]): [string, string][] {
  const shared = new Set(sharedHeaderNames.map((name) => name.toLowerCase()));
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    return [name, SECRET_HEADERS.has(lower) || shared.has(lower) ? MASK : value];
  });
}
