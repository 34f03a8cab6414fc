/** The moment a page shows: now, or one of the past by what was received or by what had occurred until then. */
export interface ShownMoment {
  /** ISO 8601; null is now. */
  asOf: string | null;
  basis: "received" | "occurred";
}

export const BASIS_WORDS = {
  received: { label: "What we knew then", by: "by what was known then" },
  occurred: { label: "What was true then", by: "by what was true then, as far as we know today" },
} satisfies Record<ShownMoment["basis"], { label: string; by: string }>;
