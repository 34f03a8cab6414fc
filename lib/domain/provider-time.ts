import type { EventFlag } from "./event-flag.ts";
import type { JsonNode } from "./json-node.ts";
import { sanitisedText } from "./json-sanitised.ts";

export interface ProviderTime {
  /** ISO 8601 UTC with six decimals, so that texts compare like times; null when absent or unreadable. */
  readonly at: string | null;
  /** What was sent, cut at 200 characters. */
  readonly text: string | null;
  readonly flags: readonly Extract<EventFlag, "no_time" | "future_time" | "late">[];
}

const FUTURE_TOLERANCE_MS = 2 * 60_000;
const LATE_AFTER_MS = 24 * 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_1_MS = -62_135_596_800_000;
const YEAR_10000_MS = 253_402_300_800_000;
const LONGEST_TEXT = 200;
/** As seconds this is the year 5138, as milliseconds 1973: nothing a provider sends lies on the wrong side. */
const FIRST_EPOCH_MS = 100_000_000_000;

const ISO =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(?:[Zz]|UTC|GMT)| ?([+-])(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?)?$/;
const EPOCH_NUMBER = /^(\d{1,13})(?:\.(\d{1,9}))?$/;
const EPOCH_TEXT = /^\d{9,13}(?:\.\d{1,9})?$/;

interface Instant {
  /** Milliseconds since 1970, floored to a whole millisecond. */
  readonly ms: number;
  /** 0 to 999 microseconds on top. */
  readonly us: number;
}

/**
 * Reads the time a provider put into a body: ISO 8601 (naive means UTC, `T` or blank, any offset, 0 to 9 decimals,
 * leap second, 24:00) or the epoch in seconds or milliseconds. Digits beyond microseconds are cut.
 */
export function readProviderTime(node: JsonNode | undefined, receivedAt: Date): ProviderTime {
  const text = writtenTime(node);
  const instant = text === null ? null : node?.kind === "number" ? readEpoch(text) : readTimeText(text);
  const shown = text === null ? null : sanitisedText(text.slice(0, LONGEST_TEXT));
  if (instant === null) return { at: null, text: shown, flags: ["no_time"] };
  return { at: isoMicroseconds(instant), text: shown, flags: compare(instant, receivedAt.getTime()) };
}

function writtenTime(node: JsonNode | undefined): string | null {
  if (node?.kind === "string") return node.value;
  return node?.kind === "number" ? node.lexeme : null;
}

function compare({ ms, us }: Instant, receivedMs: number): ProviderTime["flags"] {
  const latestMs = receivedMs + FUTURE_TOLERANCE_MS;
  if (ms > latestMs || (ms === latestMs && us > 0)) return ["future_time"];
  return ms < receivedMs - LATE_AFTER_MS ? ["late"] : [];
}

function readTimeText(text: string): Instant | null {
  const trimmed = text.slice(0, LONGEST_TEXT).trim();
  return EPOCH_TEXT.test(trimmed) ? readEpoch(trimmed) : readIso(trimmed);
}

function readEpoch(text: string): Instant | null {
  const match = EPOCH_NUMBER.exec(text);
  if (match === null) return null;
  const whole = Number(match[1]);
  const decimals = match[2] ?? "";
  if (whole >= FIRST_EPOCH_MS) return { ms: whole, us: Number(decimals.padEnd(3, "0").slice(0, 3)) };
  return addDecimals(whole * 1000, decimals);
}

function readIso(text: string): Instant | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, date = "", hours = "", minutes = "", seconds = "00", decimals = "", ...offset] = match;
  const ms = civilTime(date, hours, minutes, seconds);
  const shift = offsetMs(offset);
  if (ms === null || shift === null) return null;
  if (hours === "24" && /[1-9]/.test(minutes + seconds + decimals)) return null;
  // A 61st second exists only at the end of a day in UTC, and is the first of the next one on clocks that count on.
  if (seconds === "60" && (ms - shift) % DAY_MS !== 0) return null;
  const instant = addDecimals(ms - shift, decimals);
  return instant.ms >= YEAR_1_MS && instant.ms < YEAR_10000_MS ? instant : null;
}

function civilTime(date: string, hours: string, minutes: string, seconds: string): number | null {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  // Some engines roll 30 February over instead of refusing it.
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(date.slice(-2))) return null;
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  return midnight + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

function offsetMs([sign, hours = "00", minutes = "00", seconds = "00"]: readonly (string | undefined)[]):
  | number
  | null {
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}

function addDecimals(ms: number, decimals: string): Instant {
  const us = Number(decimals.padEnd(6, "0").slice(0, 6));
  return { ms: ms + Math.floor(us / 1000), us: us % 1000 };
}

function isoMicroseconds({ ms, us }: Instant): string {
  return new Date(ms).toISOString().replace("Z", `${String(us).padStart(3, "0")}Z`);
}
