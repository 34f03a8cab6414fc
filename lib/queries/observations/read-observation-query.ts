import { type ObservationQuery, observationQuery } from "#lib/domain/api/observations.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { parseQuery } from "#lib/domain/query-params.ts";

const MAX_IDS = 3;

/** The parameters of GET /observations: `subjectKey` once for each id of the subject, in their order. */
export function readObservationQuery(request: Request): ObservationQuery {
  const params = new URL(request.url).searchParams;
  const subjectKey = params.getAll("subjectKey");
  params.delete("subjectKey");
  const parsed = parseQuery(observationQuery, params);
  if (parsed.kind === "invalid") throw new AppError("invalid_input", parsed.message);
  if (subjectKey.length > MAX_IDS || subjectKey.some((id) => id.includes("\0"))) {
    throw new AppError("invalid_input", 'The parameter "subjectKey" names no subject.');
  }
  return subjectKey.length === 0 ? parsed.query : { ...parsed.query, subjectKey };
}
