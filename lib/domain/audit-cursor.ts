const SEQ = /^[1-9][0-9]{0,17}$/;

/** Where the audit log goes on: behind the entry with this number, newest first. */
export function encodeAuditCursor(seq: string): string {
  return btoa(`s.${seq}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The number, or null for anything that `encodeAuditCursor` did not make. */
export function decodeAuditCursor(text: string): string | null {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(text)) return null;
  const seq = decodeBase64Url(text)?.replace(/^s\./, "") ?? "";
  return SEQ.test(seq) && encodeAuditCursor(seq) === text ? seq : null;
}

function decodeBase64Url(text: string): string | null {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    // Not base64: the caller answers that the cursor is not one of ours.
    return null;
  }
}
