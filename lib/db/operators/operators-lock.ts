import type { Tx } from "#lib/db/in-transaction.ts";

const OPERATORS_LOCK = 7_302_002;

/** Rules about all operators together (the first one, the last admin) hold only while nobody else changes any. */
export async function lockOperators(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${OPERATORS_LOCK})`;
}
