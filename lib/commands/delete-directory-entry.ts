import type { Actor } from "#lib/auth/actor.ts";
import { deleteDirectoryEntry as remove } from "#lib/db/directory/delete-directory-entry.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";

export async function deleteDirectoryEntry(actor: Actor, id: string): Promise<{ kind: "deleted" } | Refusal> {
  actor.require("directory:write");
  return (await remove(id, actor)) ? { kind: "deleted" } : notFound("directory entry");
}
