import * as z from "zod";
import { prisma } from "#lib/db/prisma.ts";

const HEADERS = z.array(z.tuple([z.string(), z.string()]));
const SELECT = {
  id: true,
  slug: true,
  door: true,
  outcome: true,
  headers: true,
  body: true,
  receivedAt: true,
  remoteAddress: true,
  eventId: true,
  acceptedLaterAt: true,
} as const;

export type StoredRequest = NonNullable<Awaited<ReturnType<typeof readRequest>>>;

/** One request with its body, if that was kept in full; null when there is none. */
export async function readRequest(id: string) {
  const row = await prisma.request.findUnique({ where: { id }, select: SELECT });
  return row && toStored(row);
}

type KeptPage = { sourceId: string; since: Date | null; afterId: string | null; limit: number };

/** Requests of a source that were kept in full and not accepted yet, in the order of their ids. */
export async function readKeptRequests({ sourceId, since, afterId, limit }: KeptPage): Promise<StoredRequest[]> {
  const rows = await prisma.request.findMany({
    where: {
      sourceId,
      body: { not: null },
      acceptedLaterAt: null,
      ...(since && { receivedAt: { gte: since } }),
      ...(afterId !== null && { id: { gt: afterId } }),
    },
    orderBy: { id: "asc" },
    take: limit,
    select: SELECT,
  });
  return rows.map(toStored);
}

/** Without the conversions, for callers who look only: `body` is a view of the driver's bytes. */
function toStored<Row extends { headers: unknown; body: Uint8Array | null }>(row: Row) {
  const { headers, body, ...rest } = row;
  return { ...rest, headers: HEADERS.parse(headers ?? []), body: body === null ? null : Buffer.from(body) };
}
