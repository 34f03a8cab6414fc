export type WireForm = "spaced" | "compact";

/**
 * JSON as Asset's HTTP client would put it on the wire: `spaced` is Python's `json.dumps` (requests, aiohttp), which is
 * also the signed text; `compact` is UTF-8 without blanks (httpx from 0.28), which is not. Strings, lists and objects only.
 */
export function wireJson(value: JsonText, form: WireForm): string {
  return form === "compact" ? JSON.stringify(value) : spaced(value);
}

export type JsonText = string | readonly JsonText[] | { readonly [key: string]: JsonText };

function spaced(value: JsonText): string {
  if (typeof value === "string") return asciiString(value);
  if (isList(value)) return `[${value.map(spaced).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${asciiString(key)}: ${spaced(member)}`);
  return `{${members.join(", ")}}`;
}

function isList(value: Exclude<JsonText, string>): value is readonly JsonText[] {
  return Array.isArray(value);
}

function asciiString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
