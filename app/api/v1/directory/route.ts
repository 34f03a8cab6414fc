import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { readText } from "#lib/auth/read-text.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { putDirectory } from "#lib/commands/put-directory.ts";
import { readDirectoryCsv, readDirectoryJson } from "#lib/commands/read-directory.ts";
import { directoryPutQuery, directoryQuery, MAX_DIRECTORY_BYTES } from "#lib/domain/api/directory.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { DIRECTORY_COLUMNS } from "#lib/domain/directory-csv.ts";
import { csvAnswer } from "#lib/queries/csv-answer.ts";
import { listDirectory } from "#lib/queries/directory/list-directory.ts";
import { readQuery } from "#lib/queries/read-query.ts";

/** The whole directory of the largest installation: what is downloaded can be put back. */
const MAX_EXPORTED = 1_000_000;

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(directoryQuery, request);
  if (format === "json") return json(200, await listDirectory(actor, query));
  return csvAnswer(request, DIRECTORY_COLUMNS, query, (part) => listDirectory(actor, part), MAX_EXPORTED);
});

export const PUT = withActor("directory:write", async (actor, request) => {
  const options = readQuery(directoryPutQuery, request);
  const read = await readNames(request);
  if (read.kind === "invalid") throw new AppError("invalid_input", read.message, { issues: read.issues });
  const outcome = await putDirectory(actor, read.names, options);
  if (outcome.kind !== "ok") failWith(outcome);
  return json(200, outcome.change);
});

async function readNames(request: Request) {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType === "text/csv") return readDirectoryCsv(await readText(request, MAX_DIRECTORY_BYTES));
  return readDirectoryJson(await readJson(request, MAX_DIRECTORY_BYTES));
}
