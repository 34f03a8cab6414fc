export type EventTypeFilterOutcome = { kind: "ok"; patterns: string[] } | { kind: "invalid"; message: string };

const MAX_PATTERNS = 100;
const PATTERN = /^[A-Za-z0-9_.:*-]{1,128}$/;

/** Checks and de-duplicates the patterns of a destination; `*` stands for any run of characters, as in `PLAID_*`. */
export function parseEventTypeFilter(patterns: readonly string[]): EventTypeFilterOutcome {
  const unique = [...new Set(patterns.map((pattern) => pattern.trim()))];
  if (unique.length > MAX_PATTERNS) return { kind: "invalid", message: `List at most ${MAX_PATTERNS} event types.` };
  const wrong = unique.find((pattern) => !PATTERN.test(pattern));
  if (wrong === undefined) return { kind: "ok", patterns: unique };
  const message = `"${wrong}" is not an event type; use letters, digits, _ . : - and * as a wildcard.`;
  return { kind: "invalid", message };
}

/** Whether an event of this type goes to a destination with these patterns. No patterns: every event, typed or not. */
export function matchesEventType(patterns: readonly string[], type: string | null): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesGlob(pattern, type ?? ""));
}

// Greedy with one point of return: linear enough for any pattern, which a regular expression would not be.
function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resume = index;
    } else if (at < pattern.length && pattern[at] === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
