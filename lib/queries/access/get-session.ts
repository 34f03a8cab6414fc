import type { Actor } from "#lib/auth/actor.ts";
import { findOperator } from "#lib/db/operators/find-operator.ts";
import type { SessionInfo } from "#lib/domain/api/session.ts";

/** Who is asking and what they may do. Everyone may know that about themselves. */
export async function getSession(actor: Actor): Promise<SessionInfo> {
  const { kind, id, label, role, permissions } = actor;
  const operator = kind === "operator" && id !== null ? await findOperator(id) : null;
  return { kind, id, label, name: operator?.name ?? label, role, permissions: [...permissions] };
}
