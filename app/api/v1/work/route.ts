import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { workListQuery } from "#lib/domain/api/state-lists.ts";
import { WORK_COLUMNS } from "#lib/domain/work-csv.ts";
import { csvAnswer } from "#lib/queries/csv-answer.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { listWork } from "#lib/queries/work/list-work.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(workListQuery, request);
  const now = new Date();
  if (format === "json") return json(200, await listWork(actor, query, now));
  return csvAnswer(request, WORK_COLUMNS, query, (part) => listWork(actor, part, now));
});
