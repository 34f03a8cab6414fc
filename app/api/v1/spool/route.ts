import { json } from "#lib/auth/api-response.ts";
import { holdsSessionCookie } from "#lib/auth/holds-session-cookie.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { spoolQuery } from "#lib/domain/api/spool.ts";
import { readLocalSpools } from "#lib/pipeline/receive/read-local-spools.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { getSpool } from "#lib/queries/spool/get-spool.ts";

const report = withActor("overview:read", async (actor, request) => {
  readQuery(spoolQuery, request);
  return json(200, await getSpool(actor, new Date()));
});

/** Without the database it cannot be asked who this is; whoever was signed in still learns what becomes of webhooks. */
export async function GET(request: Request): Promise<Response> {
  const response = await report(request, {});
  if (response.status !== 503 || !(await holdsSessionCookie(request.headers))) return response;
  return json(200, await readLocalSpools());
}
