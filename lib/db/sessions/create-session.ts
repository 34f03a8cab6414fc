import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";

export interface NewSession {
  sidHash: Uint8Array<ArrayBuffer>;
  operatorId: string;
  /** The operator's epoch when the password was checked. */
  authEpoch: number;
  remoteAddress: string | null;
  userAgent: string | null;
  /** The session that the browser had before, which ends. */
  replaces: Uint8Array<ArrayBuffer> | null;
}

const MAX_USER_AGENT_LENGTH = 300;

export type CreateSessionOutcome = { kind: "created" } | { kind: "operator_changed" };

/** Refused when the operator was disabled or changed since the password was checked. */
export function createSession(session: NewSession, record: AuditRecord): Promise<CreateSessionOutcome> {
  const userAgent = session.userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null;
  return inTransaction<CreateSessionOutcome>(async (tx) => {
    const changed = await tx.$executeRaw`
      update operators set last_sign_in_at = now()
       where id = ${session.operatorId}::uuid and disabled_at is null and auth_epoch = ${session.authEpoch}`;
    if (changed === 0) return { kind: "operator_changed" };
    await tx.$executeRaw`
      insert into sessions (sid_hash, operator_id, auth_epoch, remote_address, user_agent)
      values (${session.sidHash}, ${session.operatorId}::uuid, ${session.authEpoch}, ${session.remoteAddress}, ${userAgent})`;
    if (session.replaces !== null) {
      await tx.$executeRaw`update sessions set revoked_at = now() where sid_hash = ${session.replaces} and revoked_at is null`;
    }
    await tx.$executeRaw`
      delete from sessions
       where operator_id = ${session.operatorId}::uuid and created_at < now() - interval '30 days'`;
    await writeAuditEntry(tx, record);
    return { kind: "created" };
  });
}
