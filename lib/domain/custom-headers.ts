export type CustomHeadersOutcome =
  | { kind: "ok"; headers: Record<string, string> }
  | { kind: "invalid"; problems: { name: string; message: string }[] };

const MAX_HEADERS = 32;
const MAX_TOTAL_BYTES = 8192;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;
const RESERVED: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "content-type",
  "content-encoding",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "http2-settings",
]);
const RESERVED_PREFIXES = ["proxy-", "webhook-", "signalbox-"];

/** Checks the headers that an operator adds to every request of a destination. Names come back in lower case. */
export function parseCustomHeaders(input: readonly { name: string; value: string }[]): CustomHeadersOutcome {
  const seen = new Set<string>();
  const problems: { name: string; message: string }[] = [];
  const headers: [string, string][] = [];
  for (const { name, value } of input) {
    const lower = name.toLowerCase();
    const message = seen.has(lower) ? "is given twice" : findProblem(lower, value);
    if (message) problems.push({ name, message: `Header "${name}" ${message}.` });
    seen.add(lower);
    headers.push([lower, value]);
  }
  const total = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (input.length > MAX_HEADERS || total > MAX_TOTAL_BYTES) {
    const message = `At most ${MAX_HEADERS} headers and ${MAX_TOTAL_BYTES} characters in all can be added.`;
    problems.push({ name: "", message });
  }
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "ok", headers: Object.fromEntries(headers) };
}

function findProblem(name: string, value: string): string | null {
  if (!TOKEN.test(name)) return "is not a valid header name";
  if (RESERVED.has(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
    return "is set by Signalbox and cannot be replaced";
  }
  if (!VALUE.test(value)) return "needs a value of printable ASCII characters without blanks at its ends";
  return null;
}
