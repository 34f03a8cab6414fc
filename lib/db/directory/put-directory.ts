import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { DirectoryChange, DirectoryPutOptions } from "#lib/domain/api/directory.ts";
import type { DirectoryEntry, DirectoryIdKind, GivenName } from "#lib/domain/directory-entry.ts";
import { type PlannedEntry, planDirectory } from "#lib/domain/plan-directory.ts";
import { newId } from "#lib/platform/ids.ts";

export type PutDirectoryOutcome = { kind: "ok"; change: DirectoryChange } | { kind: "refused"; message: string };

/** Puts names, already joined, into the directory: all of them or none. */
export function putDirectory(
  given: readonly GivenName[],
  { replace, dryRun }: DirectoryPutOptions,
  actor: ActorIdentity,
): Promise<PutDirectoryOutcome> {
  return inTransaction<PutDirectoryOutcome>(async (tx) => {
    // What is planned from what is read must still be so when it is written; names are still read meanwhile.
    if (!dryRun) await tx.$executeRaw`LOCK TABLE directory_entries IN SHARE ROW EXCLUSIVE MODE`;
    const total = await tx.directoryEntry.count();
    const plan = planDirectory(await readExisting(tx, given, replace), given, replace);
    if (plan.kind === "refused") return plan;
    const { added, changed, unchanged, removedIds } = plan;
    const change: DirectoryChange = {
      added: added.length,
      changed: changed.length,
      unchanged,
      removed: removedIds.length,
      total: total + added.length - removedIds.length,
    };
    const isWritten = !dryRun && change.added + change.changed + change.removed > 0;
    if (!isWritten) return { kind: "ok", change };
    const entries = [...changed, ...added].map((entry) => ({ ...entry, id: entry.id ?? newId() }));
    await write(tx, removedIds, entries, actor.label);
    await writeAuditEntry(tx, { actor, action: "directory.updated", after: { ...change, replace } });
    return { kind: "ok", change };
  });
}

/** The entries that the given names may touch; all of them when the rest is to go. */
async function readExisting(tx: Tx, given: readonly GivenName[], replace: boolean): Promise<DirectoryEntry[]> {
  const idsOf = (kind: DirectoryIdKind | "id") => JSON.stringify(given.flatMap((name) => name[kind] ?? []));
  const shares = (column: string, ids: string) =>
    Prisma.sql`${Prisma.raw(column)} IN (SELECT jsonb_array_elements_text(${ids}::jsonb))`;
  const touched = replace
    ? Prisma.sql`true`
    : Prisma.sql`id IN (SELECT jsonb_array_elements_text(${idsOf("id")}::jsonb)::uuid)
        OR ${shares("external_id", idsOf("externalId"))} OR ${shares("business_id", idsOf("businessId"))}
        OR ${shares("user_id", idsOf("userId"))}`;
  return tx.$queryRaw<DirectoryEntry[]>`
    SELECT id::text, external_id AS "externalId", business_id AS "businessId", user_id AS "userId",
      display_name AS "displayName"
    FROM directory_entries WHERE ${touched}`;
}

/** Changed entries are put in anew, so that ids which change places between them never collide on the way. */
async function write(
  tx: Tx,
  removedIds: readonly string[],
  entries: readonly (PlannedEntry & { id: string })[],
  by: string,
): Promise<void> {
  const gone = JSON.stringify([...removedIds, ...entries.map(({ id }) => id)]);
  await tx.$executeRaw`
    DELETE FROM directory_entries WHERE id IN (SELECT jsonb_array_elements_text(${gone}::jsonb)::uuid)`;
  await tx.$executeRaw`
    INSERT INTO directory_entries (id, external_id, business_id, user_id, display_name, updated_by)
    SELECT id, "externalId", "businessId", "userId", "displayName", ${by}
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      AS given (id uuid, "externalId" text, "businessId" text, "userId" text, "displayName" text)`;
}
