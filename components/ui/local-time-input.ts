/** The value of an `<input type="datetime-local">` for a moment: the reader's own time, to the minute. */
export function toLocalInput(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, "2026-11-21T10:40".length);
}

/** ISO 8601 of what was typed as the reader's own time; null when that is no time. */
export function fromLocalInput(text: string): string | null {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
