import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { auditQuery } from "#lib/domain/api/audit.ts";
import { listAuditEntries } from "#lib/queries/access/list-audit-entries.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("audit:read", async (actor, request) =>
  json(200, await listAuditEntries(actor, readQuery(auditQuery, request))),
);
