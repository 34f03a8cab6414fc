import { noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { deleteDirectoryEntry } from "#lib/commands/delete-directory-entry.ts";

export const DELETE = withActor<{ id: string }>("directory:write", async (actor, _request, { id }) => {
  const outcome = await deleteDirectoryEntry(actor, readId(id, "directory entry"));
  if (outcome.kind !== "deleted") failWith(outcome);
  return noContent();
});
