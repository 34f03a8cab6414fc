const kept = globalThis as typeof globalThis & { signalboxDatabaseAwaySince?: Date | null };

/** What the heartbeat of this process found out: it asks the database again and again. */
export function noteDatabase(presence: "answers" | "away"): void {
  // Next loads this module more than once, so that it cannot keep anything itself.
  kept.signalboxDatabaseAwaySince = presence === "answers" ? null : (kept.signalboxDatabaseAwaySince ?? new Date());
}

/** When this process found the database away, by this machine's clock; null while it answers. */
export function databaseAwaySince(): Date | null {
  return kept.signalboxDatabaseAwaySince ?? null;
}
