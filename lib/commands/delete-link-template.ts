import type { Actor } from "#lib/auth/actor.ts";
import { deleteLinkTemplate as remove } from "#lib/db/link-templates/delete-link-template.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";

export async function deleteLinkTemplate(actor: Actor, id: string): Promise<{ kind: "deleted" } | Refusal> {
  actor.require("directory:write");
  return (await remove(id, actor)) ? { kind: "deleted" } : notFound("link template");
}
