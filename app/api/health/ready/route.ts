import { spoolCheck } from "#lib/pipeline/receive/spool-check.ts";
import { databaseCheck } from "#lib/queries/overview/database-check.ts";

export const dynamic = "force-dynamic";

/** Pages need the database; the spool is told for whoever lets webhooks come in here. */
export async function GET(): Promise<Response> {
  const [database, spool] = await Promise.all([databaseCheck(), spoolCheck()]);
  const status = database === "up" ? 200 : 503;
  return Response.json({ checks: { database, spool } }, { status, headers: { "cache-control": "no-store" } });
}
