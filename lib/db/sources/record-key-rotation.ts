import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { systemIdentity } from "#lib/domain/system-identity.ts";

/** An audit entry for keys that came and went at the provider. */
export async function recordKeyRotation(slug: string, change: { added: string[]; gone: string[] }): Promise<void> {
  await inTransaction((tx) =>
    writeAuditEntry(tx, {
      actor: systemIdentity("Key refresh"),
      action: "source.keys_rotated",
      target: { kind: "source", id: slug },
      after: { added: change.added, gone: change.gone },
    }),
  );
}
