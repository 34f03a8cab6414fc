import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { ApiKeyQuery, ApiKeyRow } from "#lib/domain/api/api-keys.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { encodeCursor } from "#lib/domain/cursor.ts";
import { API_KEY_SELECT, toApiKeyRow } from "./api-key-rows.ts";

/** Every key that was ever made, newest first, revoked ones included. */
export async function listApiKeys(actor: Actor, query: ApiKeyQuery): Promise<Page<ApiKeyRow>> {
  actor.require("api-key:read");
  const records = await prisma.apiKey.findMany({
    where: query.cursor === undefined ? {} : { id: { lt: query.cursor.id } },
    select: API_KEY_SELECT,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const now = new Date();
  const data = records.slice(0, query.limit).map((record) => toApiKeyRow(record, now));
  const last = data.at(-1);
  const hasMore = records.length > query.limit && last !== undefined;
  return { data, nextCursor: hasMore ? encodeCursor({ kind: "list", id: last.id }) : null };
}
