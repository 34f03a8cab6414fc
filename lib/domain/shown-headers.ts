export type HeaderPair = [name: string, value: string];

const MASK = "[masked]";
const SECRET_HEADERS = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/** Stored headers as they may be shown; credentials and the given names lose their values. */
export function shownHeaders(stored: unknown, secretNames: readonly string[]): HeaderPair[] {
  const secret = new Set([...SECRET_HEADERS, ...secretNames].map((name) => name.toLowerCase()));
  return toPairs(stored).map(([name, value]) => [name, secret.has(name.toLowerCase()) ? MASK : value]);
}

/** Reads `[[name, value], …]` and `{ name: value | value[] }`, the two forms in which headers are kept. */
function toPairs(stored: unknown): HeaderPair[] {
  if (Array.isArray(stored))
    return stored.flatMap((entry) => (Array.isArray(entry) ? pairsOf(entry[0], entry[1]) : []));
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored).flatMap(([name, value]) => pairsOf(name, value));
}

function pairsOf(name: unknown, value: unknown): HeaderPair[] {
  return [value].flat().map((one): HeaderPair => [String(name), String(one)]);
}
