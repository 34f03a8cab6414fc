import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { insertFirstAdmin, type NewAdmin } from "./create-first-admin.ts";

export type LinkUse = { kind: "setup"; admin: NewAdmin } | { kind: "password"; passwordHash: string };

export type RedeemLinkOutcome = { kind: "used"; email: string } | { kind: "not_open" };

interface Requester {
  remoteAddress: string | null;
  requestId: string;
}

/** Uses a link up and does what it was for; of two people with one link, one succeeds. */
export function redeemLink(tokenHash: Uint8Array, use: LinkUse, requester: Requester): Promise<RedeemLinkOutcome> {
  return inTransaction<RedeemLinkOutcome>(async (tx, giveUp) => {
    const link = await takeLink(tx, tokenHash);
    if (link === null || (link.purpose === "setup") !== (use.kind === "setup")) return giveUp({ kind: "not_open" });
    if (use.kind === "setup") return setUp(tx, use.admin, requester, giveUp);
    return setPassword(tx, link, use.passwordHash, requester, giveUp);
  });
}

interface TakenLink {
  purpose: string;
  operatorId: string | null;
}

async function takeLink(tx: Tx, tokenHash: Uint8Array): Promise<TakenLink | null> {
  const rows = await tx.$queryRaw<TakenLink[]>`
    update operator_links set used_at = now()
     where token_hash = ${tokenHash} and used_at is null and expires_at > now()
    returning purpose, operator_id as "operatorId"`;
  return rows[0] ?? null;
}

type GiveUp = (outcome: RedeemLinkOutcome) => never;

async function setUp(tx: Tx, admin: NewAdmin, requester: Requester, giveUp: GiveUp): Promise<RedeemLinkOutcome> {
  const actor: ActorIdentity = { kind: "operator", id: admin.id, label: admin.email, ...requester };
  if (!(await insertFirstAdmin(tx, admin, actor))) return giveUp({ kind: "not_open" });
  return { kind: "used", email: admin.email };
}

/** A new password ends every session: the link may have been asked for because somebody else knew the old one. */
async function setPassword(
  tx: Tx,
  link: TakenLink,
  passwordHash: string,
  requester: Requester,
  giveUp: GiveUp,
): Promise<RedeemLinkOutcome> {
  const rows = await tx.$queryRaw<{ id: string; email: string }[]>`
    update operators set password_hash = ${passwordHash}, auth_epoch = auth_epoch + 1, version = version + 1
     where id = ${link.operatorId}::uuid and disabled_at is null
    returning id, email`;
  const operator = rows[0];
  if (operator === undefined) return giveUp({ kind: "not_open" });
  const actor: ActorIdentity = { kind: "operator", id: operator.id, label: operator.email, ...requester };
  const action = link.purpose === "invite" ? "operator.invite_accepted" : "operator.password_reset";
  await writeAuditEntry(tx, { actor, action, target: { kind: "operator", id: operator.id } });
  return { kind: "used", email: operator.email };
}
