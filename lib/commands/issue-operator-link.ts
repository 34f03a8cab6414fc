import type { Actor } from "#lib/auth/actor.ts";
import { authConfig } from "#lib/auth/auth-config.ts";
import { replaceOperatorLink } from "#lib/db/operators/replace-operator-link.ts";
import type { OperatorLink } from "#lib/domain/api/operators.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { newLink } from "./new-link.ts";

export type IssueOperatorLinkOutcome = { kind: "issued"; link: OperatorLink } | Refusal;

/** A link that lets an operator set a password: a new invitation or a reset. Links given out before stop working. */
export async function issueOperatorLink(actor: Actor, operatorId: string): Promise<IssueOperatorLinkOutcome> {
  actor.require("operator:write");
  const link = newLink("/link", actor.label, authConfig().consoleUrl);
  const outcome = await replaceOperatorLink(operatorId, link.stored, actor);
  if (outcome.kind === "not_found") return notFound("operator");
  if (outcome.kind === "disabled") return conflict("This operator is disabled. Enable them first.");
  return { kind: "issued", link: link.shown };
}
