import type { Actor } from "#lib/auth/actor.ts";
import { authConfig } from "#lib/auth/auth-config.ts";
import { inviteOperator as insertInvited } from "#lib/db/operators/invite-operator.ts";
import type { OperatorInput } from "#lib/domain/api/operator-input.ts";
import type { OperatorLink } from "#lib/domain/api/operators.ts";
import { conflict, type Refusal } from "#lib/domain/refusal.ts";
import { newId } from "#lib/platform/ids.ts";
import { newLink } from "./new-link.ts";

export type InviteOperatorOutcome = { kind: "invited"; id: string; link: OperatorLink } | Refusal;

/** An operator without a password, and the link that lets them set one. */
export async function inviteOperator(actor: Actor, input: OperatorInput): Promise<InviteOperatorOutcome> {
  actor.require("operator:write");
  const id = newId();
  const link = newLink("/link", actor.label, authConfig().consoleUrl);
  const outcome = await insertInvited({ id, ...input }, link.stored, actor);
  if (outcome.kind === "email_taken")
    return conflict(`There is an operator with the e-mail address ${input.email} already.`);
  return { kind: "invited", id, link: link.shown };
}
