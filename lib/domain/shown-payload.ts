const STRING = /"(?:[^"\\]|\\.)*"/gs;
/** The prefix of a body may end inside the value. */
const STRING_OR_REST = /"(?:[^"\\]|\\.)*(?:"|\\?$)/sy;
const COLON = /\s*:\s*/y;
const SECRET_KEY = "webhookurl";

/**
 * JSON text with the value of every `webhookURL` cut to its host: path and query of a callback address may be a secret.
 * Everything else keeps its exact text.
 */
export function shownPayload(text: string): string {
  let shown = "";
  let from = 0;
  for (const key of text.matchAll(STRING)) {
    if (key.index < from) continue;
    const value = isSecretKey(key[0]) ? stringAfterColon(text, key.index + key[0].length) : null;
    if (value === null) continue;
    shown += text.slice(from, value.start) + JSON.stringify(maskUrl(decode(value.text)));
    from = value.start + value.text.length;
  }
  return shown + text.slice(from);
}

/** The scheme and host of an address; everything else in it is replaced. */
function maskUrl(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null || parsed.host === "" ? "[masked]" : `${parsed.protocol}//${parsed.host}/[masked]`;
}

function isSecretKey(literal: string): boolean {
  return decode(literal).toLowerCase() === SECRET_KEY;
}

function stringAfterColon(text: string, at: number): { start: number; text: string } | null {
  COLON.lastIndex = at;
  const colon = COLON.exec(text);
  if (colon === null) return null;
  const start = at + colon[0].length;
  STRING_OR_REST.lastIndex = start;
  const match = STRING_OR_REST.exec(text);
  return match === null ? null : { start, text: match[0] };
}

function decode(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // An escape that JSON does not know: the raw text serves for comparing.
    return literal.slice(1, -1);
  }
}
