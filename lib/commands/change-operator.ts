import type { Actor } from "#lib/auth/actor.ts";
import { changeOperator as saveOperator } from "#lib/db/operators/change-operator.ts";
import type { OperatorPatchInput } from "#lib/domain/api/operator-input.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { notFound, type Refusal, refused, stale } from "#lib/domain/refusal.ts";

export type ChangeOperatorOutcome = { kind: "changed" } | Refusal;

/** Role or status of another operator, whose sessions end with it. */
export async function changeOperator(
  actor: Actor,
  operatorId: string,
  input: OperatorPatchInput,
): Promise<ChangeOperatorOutcome> {
  actor.require("operator:write");
  if (actor.kind === "operator" && actor.id === operatorId) {
    return refused("Nobody changes their own role or status. Ask another admin.");
  }
  const isDisabled = input.status === undefined ? undefined : input.status === "disabled";
  const outcome = await saveOperator(operatorId, { role: input.role, isDisabled, version: input.version }, actor);
  switch (outcome.kind) {
    case "changed":
      return outcome;
    case "not_found":
      return notFound("operator");
    case "stale":
      return stale("operator", outcome.currentVersion);
    case "last_admin":
      return refused("This is the last admin who can sign in. Make somebody else an admin first.");
    case "not_admin":
      throw new AppError("forbidden", "You are no longer an admin.");
  }
}
