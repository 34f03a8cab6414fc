import { prisma } from "#lib/db/prisma.ts";
import { pruneThrottles } from "#lib/db/throttles/prune-throttles.ts";
import { takeAllowance } from "#lib/db/throttles/take-allowance.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";
import { writeAuditEntry } from "./write-audit-entry.ts";

interface Bucket {
  key: string;
  /** Entries a minute; the one after them says that the rest of the minute is left out. */
  limit: number;
}

/** An audit entry that strangers can cause: written at a bounded rate, so that the log cannot be flooded. */
export async function recordBounded(bucket: Bucket, record: AuditRecord): Promise<void> {
  const taken = await takeAllowance(bucket.key);
  if (taken === 1) await pruneThrottles();
  if (taken > bucket.limit + 1) return;
  const isLast = taken === bucket.limit + 1;
  const note = `More than ${bucket.limit} in this minute; the rest of the minute is not listed.`;
  await prisma.$transaction((tx) => writeAuditEntry(tx, isLast ? { ...record, reason: note } : record));
}
