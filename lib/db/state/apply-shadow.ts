import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { RULES_VERSION } from "#lib/domain/state/rules-version.ts";
import type { TableDifference } from "./shadow-differences.ts";
import { STATE_TABLES, type StateTable } from "./state-tables.ts";

/**
 * Makes live state what the rebuild computed, row by row where they differ and in one transaction: readers see all of
 * it before or all of it after. The caller keeps the projectors away, see `holdLiveState`.
 */
export function applyShadow(differences: readonly TableDifference[], actor: ActorIdentity): Promise<void> {
  return inTransaction(async (tx) => {
    await refuseMovedState(tx);
    for (const table of keysOf(STATE_TABLES)) await applyTable(tx, table);
    for (const statement of BESIDE) await tx.$executeRawUnsafe(statement);
    const before = await tx.$queryRaw<{ rules_version: number }[]>`SELECT rules_version FROM public.projector`;
    await tx.$executeRaw`UPDATE public.projector SET rules_version = ${RULES_VERSION}, rebuilt_at = now()`;
    await notifyChannel(tx, "signalbox_state");
    await writeAuditEntry(tx, {
      actor,
      action: "projection.rebuilt",
      before: { rulesVersion: before[0]?.rules_version },
      after: {
        rulesVersion: RULES_VERSION,
        changed: Object.fromEntries(differences.map(({ table, count }) => [table, count])),
      },
    });
  });
}

/** Only a lock that a connection pooler lost can let a projector move on meanwhile. */
async function refuseMovedState(tx: Tx): Promise<void> {
  const same = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM public.projector l JOIN rebuild.projector r USING (tx, event_id) FOR UPDATE OF l`;
  if (same.length === 0) throw new Error("live state moved on while it was compared; run the rebuild again");
}

async function applyTable(tx: Tx, table: StateTable): Promise<void> {
  const key: readonly string[] = STATE_TABLES[table];
  const columns = await columnsOf(tx, table);
  const changed = columns.filter((column) => !key.includes(column)).map((column) => `${column} = EXCLUDED.${column}`);
  const isSame = key.map((column) => `l.${column} = r.${column}`).join(" AND ");
  await tx.$executeRawUnsafe(`
DELETE FROM public.${table} l WHERE NOT EXISTS (SELECT 1 FROM rebuild.${table} r WHERE ${isSame})`);
  await tx.$executeRawUnsafe(`
INSERT INTO public.${table} (${columns.join(", ")})
SELECT ${columns.map((column) => `r.${column}`).join(", ")}
FROM rebuild.${table} r LEFT JOIN public.${table} l ON ${isSame} WHERE l IS DISTINCT FROM r
ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${changed.join(", ")}`);
}

async function columnsOf(tx: Tx, table: StateTable): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = ${`public.${table}`}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
  return rows.map(({ name }) => name);
}

const BESIDE = [
  `DELETE FROM public.parked_events l WHERE NOT EXISTS (SELECT 1 FROM rebuild.parked_events r WHERE r.event_id = l.event_id)`,
  `INSERT INTO public.parked_events SELECT * FROM rebuild.parked_events ON CONFLICT DO NOTHING`,
  `UPDATE events SET flags = array_append(flags, 'probable_retry')
   WHERE id IN (SELECT event_id FROM rebuild.probable_retries) AND NOT flags @> '{probable_retry}'`,
  `UPDATE events e SET flags = array_remove(flags, 'probable_retry') FROM public.projector p
   WHERE e.flags @> '{probable_retry}' AND e.flags <> '{}' AND (e.tx, e.id) <= (p.tx, p.event_id)
     AND NOT EXISTS (SELECT 1 FROM rebuild.probable_retries r WHERE r.event_id = e.id)`,
  "DELETE FROM public.state_differences",
];
