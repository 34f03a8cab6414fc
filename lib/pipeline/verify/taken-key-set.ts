import type { SourceRow } from "#lib/db/read-source-registry.ts";

/** A key set that was fetched and is not known to be in the database yet. */
export interface TakenKeySet {
  jwksUrl: string;
  document: unknown;
  fetchedAt: string;
  former: readonly FormerKey[];
}

/** A key that was in force before: retries may carry it for a while. */
type FormerKey = { jwk: unknown; untilMs: number };

/** Longer than a provider's retries last. */
const LEAVING_MS = 10 * 60_000;

/** Keys of another address prove nothing, and what the database has of the same or a later time is as good. */
export function isNewerThanKept(row: SourceRow, taken: TakenKeySet): boolean {
  if (row.jwksUrl !== taken.jwksUrl) return false;
  const kept = row.keySet?.fetchedAt ?? null;
  return kept === null || Date.parse(kept) < Date.parse(taken.fetchedAt);
}

/** The source as it is once this key set is saved. */
export function withKeySet(row: SourceRow, { document, fetchedAt, former }: TakenKeySet, now: Date): SourceRow {
  const leaving = former.filter(({ untilMs }) => untilMs > now.getTime()).map(({ jwk }) => jwk);
  return { ...row, keySet: { document, fetchedAt, leaving, distrusted: row.keySet?.distrusted ?? [] } };
}

/** What was just fetched, after what the database has of the source or what was taken since. */
export function takeKeySet(
  row: SourceRow,
  since: TakenKeySet | undefined,
  fetched: { jwksUrl: string; document: unknown; at: Date },
): TakenKeySet {
  const before = since !== undefined && isNewerThanKept(row, since) ? since : keptKeySet(row);
  const known = before?.jwksUrl === fetched.jwksUrl ? before : null;
  const untilMs = fetched.at.getTime() + LEAVING_MS;
  return {
    jwksUrl: fetched.jwksUrl,
    document: fetched.document,
    fetchedAt: fetched.at.toISOString(),
    former: [
      ...(known?.former ?? []).filter((key) => key.untilMs > fetched.at.getTime()),
      ...keysOf(known?.document).map((jwk) => ({ jwk, untilMs })),
    ],
  };
}

/** The key set of a row; one out of the copy on disk may never have reached the database. */
export function keptKeySet({ jwksUrl, keySet }: SourceRow): TakenKeySet | null {
  if (jwksUrl === null || keySet === null || keySet.fetchedAt === null) return null;
  const { document, fetchedAt, leaving } = keySet;
  const untilMs = Date.parse(fetchedAt) + LEAVING_MS;
  return { jwksUrl, document, fetchedAt, former: leaving.map((jwk) => ({ jwk, untilMs })) };
}

function keysOf(document: unknown): unknown[] {
  if (typeof document !== "object" || document === null || !("keys" in document)) return [];
  return Array.isArray(document.keys) ? document.keys : [];
}
