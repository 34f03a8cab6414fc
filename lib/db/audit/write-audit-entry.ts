import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";
import { auditHash, type ChainedEntry } from "./audit-hash.ts";
import { type AuditHead, readAuditHead, writeAuditHead } from "./audit-head.ts";
import { storableJson, storableText } from "./storable.ts";

/** Writes an entry in the transaction of the change it tells of, chained to the entry before it. */
export async function writeAuditEntry(tx: Prisma.TransactionClient, record: AuditRecord): Promise<void> {
  // Held to the end of the transaction, so that each entry follows the one before it.
  await tx.$executeRaw`select pg_advisory_xact_lock(${ADVISORY_LOCK.audit})`;
  const previous = await readAuditHead(tx);
  const entry = chainedEntry((previous?.seq ?? 0n) + 1n, record);
  const hash = auditHash(previous?.hash ?? null, entry);
  await insertEntry(tx, entry, previous, hash);
  await writeAuditHead(tx, { seq: BigInt(entry.seq), hash });
}

async function insertEntry(
  tx: Prisma.TransactionClient,
  entry: ChainedEntry,
  previous: AuditHead | null,
  hash: Uint8Array,
): Promise<void> {
  await tx.$executeRaw`
    insert into audit_entries (seq, at, actor_kind, actor_id, actor_label, remote_address, action, target_kind,
      target_id, before, after, reason, outcome, request_id, prev_hash, hash)
    values (${BigInt(entry.seq)}, ${entry.at}::timestamptz, ${entry.actorKind}, ${entry.actorId}, ${entry.actorLabel},
      ${entry.remoteAddress}, ${entry.action}, ${entry.targetKind}, ${entry.targetId},
      ${jsonText(entry.before)}::jsonb, ${jsonText(entry.after)}::jsonb, ${entry.reason}, ${entry.outcome},
      ${entry.requestId}, ${previous?.hash ?? null}, ${hash})`;
}

function chainedEntry(seq: bigint, record: AuditRecord): ChainedEntry {
  const { actor } = record;
  return {
    seq: String(seq),
    at: new Date().toISOString(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: storableText(actor.label),
    remoteAddress: actor.remoteAddress,
    action: record.action,
    targetKind: record.target?.kind ?? null,
    targetId: record.target ? storableText(record.target.id) : null,
    before: storableJson(record.before),
    after: storableJson(record.after),
    reason: record.reason ? storableText(record.reason) : null,
    outcome: record.outcome ?? "succeeded",
    requestId: actor.requestId,
  };
}

function jsonText(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
