import type { Actor } from "#lib/auth/actor.ts";
import { type PutDirectoryOutcome, putDirectory as put } from "#lib/db/directory/put-directory.ts";
import type { DirectoryPutOptions } from "#lib/domain/api/directory.ts";
import type { GivenName } from "#lib/domain/directory-entry.ts";
import { joinNames } from "#lib/domain/join-names.ts";

/** Gives names to ids, all of them or none; a dry run answers the same counts and changes nothing. */
export async function putDirectory(
  actor: Actor,
  given: readonly GivenName[],
  options: DirectoryPutOptions,
): Promise<PutDirectoryOutcome> {
  actor.require("directory:write");
  const joined = joinNames(given);
  return joined.kind === "refused" ? joined : put(joined.names, options, actor);
}
