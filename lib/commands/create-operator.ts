import type { Actor } from "#lib/auth/actor.ts";
import type { OperatorInput } from "#lib/domain/api/operator-input.ts";
import type { Refusal } from "#lib/domain/refusal.ts";
import { newId } from "#lib/platform/ids.ts";
import { acceptLink } from "./accept-link.ts";
import { checkNewPassword } from "./check-new-password.ts";
import { inviteOperator } from "./invite-operator.ts";

export type CreateOperatorOutcome = { kind: "created"; id: string } | Refusal;

/** An operator who can sign in at once: invited, and the invitation accepted on their behalf. */
export async function createOperator(
  actor: Actor,
  input: OperatorInput,
  password: string,
): Promise<CreateOperatorOutcome> {
  const problem = checkNewPassword(password, [input.email, input.name], "password");
  if (problem !== null) return problem;
  const invited = await inviteOperator(actor, input);
  if (invited.kind !== "invited") return invited;
  const token = new URL(invited.link.url).hash.slice(1);
  const accepted = await acceptLink({ token, password }, { remoteAddress: null, requestId: newId() });
  return accepted.kind === "accepted" ? { kind: "created", id: invited.id } : accepted;
}
