import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { DirectoryEntry } from "#lib/domain/directory-entry.ts";

/** False when there is no such entry any more. */
export function deleteDirectoryEntry(id: string, actor: ActorIdentity): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [before] = await tx.$queryRaw<Omit<DirectoryEntry, "id">[]>`
      DELETE FROM directory_entries WHERE id = ${id}::uuid
      RETURNING external_id AS "externalId", business_id AS "businessId", user_id AS "userId",
        display_name AS "displayName"`;
    if (before === undefined) return false;
    await writeAuditEntry(tx, {
      actor,
      action: "directory.entry_deleted",
      target: { kind: "directory_entry", id },
      before: { ...before },
    });
    return true;
  });
}
