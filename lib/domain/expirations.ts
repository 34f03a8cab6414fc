import type { ExpiredFilter } from "./expired-window.ts";

/** Expiries over a time, counted by the hour or the UTC day in which they began. */
export interface Expirations {
  filter: ExpiredFilter;
  step: "hour" | "day";
  /** Where the time counted ends; null for now. */
  until: string | null;
  /** Every step of that time, the oldest first. */
  counts: ExpirationCount[];
}

export interface ExpirationCount {
  /** The beginning of the hour or day. */
  from: string;
  expirations: number;
  /** How many different businesses they hit: many in one hour point to a bank. */
  businesses: number;
}
