import type { Actor } from "#lib/auth/actor.ts";
import { endSessions } from "#lib/db/operators/end-sessions.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";

/** Ends every session of an operator, who can sign in again. */
export async function signOutEverywhere(actor: Actor, operatorId: string): Promise<{ kind: "signed_out" } | Refusal> {
  actor.require("operator:write");
  return (await endSessions(operatorId, actor)) ? { kind: "signed_out" } : notFound("operator");
}
