export type RetryScheduleOutcome = { kind: "ok"; delaysSeconds: number[] } | { kind: "invalid"; message: string };

export const DEFAULT_RETRY_SCHEDULE = "5s,30s,5m,30m,2h,5h,10h,14h,20h,24h";

const MAX_RETRIES = 30;
const MAX_DELAY_SECONDS = 7 * 86_400;
const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Parses `5s,30s,5m`: the delay before the 1st, 2nd, 3rd … retry. */
export function parseRetrySchedule(text: string): RetryScheduleOutcome {
  const delaysSeconds: number[] = [];
  for (const item of text.split(",").map((part) => part.trim())) {
    const match = /^(\d{1,7})([smhd])$/.exec(item);
    const seconds = match ? Number(match[1]) * UNIT_SECONDS[toUnit(match[2])] : 0;
    if (seconds < 1 || seconds > MAX_DELAY_SECONDS) {
      return { kind: "invalid", message: `"${item}" is not a delay between 1s and 7d, such as 30s, 5m, 2h or 1d.` };
    }
    delaysSeconds.push(seconds);
  }
  if (delaysSeconds.length > MAX_RETRIES) return { kind: "invalid", message: `List at most ${MAX_RETRIES} retries.` };
  return { kind: "ok", delaysSeconds };
}

export type RetryInput = {
  delaysSeconds: readonly number[];
  /** Attempts made so far, the failed one included. */
  attempts: number;
  /** A random number in [0, 1): full jitter of 0.5 to 1.5 times the delay. */
  random: number;
  /** What the receiver asked for, in seconds; honoured between the scheduled delay and the larger of its double and 1 h. */
  retryAfterSeconds: number | null;
};

/** Milliseconds until the next attempt, or null once the schedule is spent. A duration: the due time is the database's. */
export function nextRetryDelayMs(input: RetryInput): number | null {
  const base = input.delaysSeconds[input.attempts - 1];
  if (base === undefined) return null;
  if (input.retryAfterSeconds === null) return Math.round(base * 1000 * (0.5 + input.random));
  return 1000 * Math.min(Math.max(input.retryAfterSeconds, base), Math.max(2 * base, 3600));
}

/** Seconds asked for by a `Retry-After` header (digits or an HTTP date); null when absent, past or not understood. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Number(text);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const seconds = Math.ceil((Date.parse(text) - nowMs) / 1000);
  return seconds > 0 ? seconds : null;
}

function toUnit(text: string | undefined): keyof typeof UNIT_SECONDS {
  return text === "m" || text === "h" || text === "d" ? text : "s";
}
