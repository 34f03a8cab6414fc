import type { Actor } from "#lib/auth/actor.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { RequestQuery, RequestRow } from "#lib/domain/api/requests.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { requestPageStatement } from "./request-page-statement.ts";
import { type RequestRecord, toRequestRow } from "./request-rows.ts";

/** Everything that knocked, accepted or rejected, newest first. */
export async function listRequests(actor: Actor, query: RequestQuery): Promise<Page<RequestRow>> {
  actor.require("request:read");
  const page = await requestPageStatement(query, new Date());
  const rows = await refuseSlowRead(() => readRows<RequestRecord>(page));
  const canSeeBodies = actor.can("payload:read");
  return toPage(
    rows.map((row) => toRequestRow(row, canSeeBodies)),
    query.limit,
  );
}
