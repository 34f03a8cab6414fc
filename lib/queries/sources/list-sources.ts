import type * as z from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { receiverUrl } from "#lib/auth/receiver-url.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { SourceRow, sourceQuery } from "#lib/domain/api/sources.ts";
import { readLastEvents } from "#lib/queries/events/last-events.ts";
import { type SourceRecord, selectSources, toSourceRow } from "./source-rows.ts";

/** Every source there is, oldest first; they are few, so there is one page. */
export async function listSources(actor: Actor, query: z.output<typeof sourceQuery>): Promise<Page<SourceRow>> {
  actor.require("source:read");
  const { environment } = query;
  const condition =
    environment === undefined ? Prisma.sql`true` : Prisma.sql`s.environment = ${environment}::environment`;
  const rows = await readRows<SourceRecord>(selectSources(condition));
  const lastEvents = await readLastEvents(rows.map((row) => row.id));
  const context = { lastEvents, receiverUrl: receiverUrl(), now: new Date() };
  return { data: rows.map((row) => toSourceRow(row, context)), nextCursor: null };
}
