import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import type { Tx } from "#lib/db/in-transaction.ts";

/** Rules about all operators together (the first one, the last admin) hold only while nobody else changes any. */
export async function lockOperators(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${ADVISORY_LOCK.operators})`;
}
