import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { EventDetail } from "#lib/domain/api/events.ts";
import { readEventBody } from "#lib/domain/event-body-text.ts";
import { type HeaderPair, shownHeaders } from "#lib/domain/shown-headers.ts";
import { buildTimeline } from "#lib/domain/timeline.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { readAttempts } from "#lib/queries/deliveries/attempt-rows.ts";
import { type DeliveryRecord, toDeliveryRow, withEventAndDestination } from "#lib/queries/deliveries/delivery-rows.ts";
import { type RequestRecord, toRequestRow, withSource } from "#lib/queries/requests/request-rows.ts";
import { selectRequests } from "#lib/queries/requests/select-requests.ts";
import { type EventRecord, toEventRow, withSourceAndCounts } from "./event-rows.ts";
import { readEventEffect } from "./read-event-effect.ts";
import { readUndelivered } from "./read-undelivered.ts";

/** An event with everything known about it. `isPayloadJson` tells whether `payloadText` may stand as JSON. */
export type EventView = Omit<EventDetail, "payload"> & { isPayloadJson: boolean };

const MAX_REQUESTS = 100;

/** Null when there is no event with this id. Needs payload:read for the payload; without it that part is null. */
export async function getEvent(actor: Actor, id: string): Promise<EventView | null> {
  actor.require("event:read");
  if (!isUuid(id)) return null;
  const one = Prisma.sql`SELECT e.* FROM events e WHERE e.id = ${id}::uuid`;
  const [record] = await readRows<EventRecord>(withSourceAndCounts(one, Prisma.sql`e.id`));
  if (record === undefined) return null;
  const [body, deliveries, requests, state] = await Promise.all([
    readBody(actor, id),
    readDeliveries(id),
    readRequests(actor, id),
    readEventEffect(record),
  ]);
  const { deliveries: deliveryCounts, ...event } = toEventRow(record);
  const attempts = await readAttempts(deliveries.map((delivery) => delivery.id));
  const undelivered = await readUndelivered(event, { headers: body.headers, requests, deliveries, attempts });
  const duplicatesAt = requests.filter((request) => request.isDuplicate).map((request) => request.receivedAt);
  const timeline = buildTimeline({ event, deliveries, attempts, notSent: undelivered.notSent, duplicatesAt });
  return { ...event, ...body, ...state, deliveryCounts, deliveries, ...undelivered, timeline, requests };
}

type BodyView = Pick<EventView, "payloadText" | "payloadProblem" | "bodySize" | "headers" | "isPayloadJson">;
type BodyRecord = { text: Buffer; size: number; headers: unknown; shared_headers: string[] };

async function readBody(actor: Actor, id: string): Promise<BodyView> {
  const [row] = await readRows<BodyRecord>(Prisma.sql`
SELECT coalesce(b.canonical, b.raw) AS text, length(b.raw) AS size, b.headers,
  ARRAY (SELECT header_name FROM source_secrets x WHERE x.source_id = e.source_id AND header_name IS NOT NULL) AS shared_headers
FROM bodies b JOIN events e ON e.id = b.event_id WHERE b.event_id = ${id}::uuid`);
  if (row === undefined) return withoutPayload("The body was removed by retention.", null, []);
  const headers = shownHeaders(row.headers, row.shared_headers);
  if (!actor.can("payload:read")) return withoutPayload("You need the permission payload:read.", row.size, headers);
  const { text, isJson, problem } = readEventBody(row.text);
  return { payloadText: text, isPayloadJson: isJson, payloadProblem: problem, bodySize: row.size, headers };
}

function withoutPayload(payloadProblem: string, bodySize: number | null, headers: HeaderPair[]): BodyView {
  return { payloadText: null, isPayloadJson: false, payloadProblem, bodySize, headers };
}

async function readDeliveries(eventId: string): Promise<DeliveryRow[]> {
  const page = Prisma.sql`SELECT d.* FROM deliveries d WHERE d.event_id = ${eventId}::uuid`;
  const rows = await readRows<DeliveryRecord>(withEventAndDestination(page, Prisma.sql`d.created_at, d.id`));
  return rows.map(toDeliveryRow);
}

async function readRequests(actor: Actor, eventId: string): Promise<EventView["requests"]> {
  const page = selectRequests({
    sourceIds: null,
    ofAll: [],
    ofRows: [Prisma.sql`r.event_id = ${eventId}::uuid`],
    ofEvents: [Prisma.sql`r.id = ${eventId}::uuid`],
    direction: "ASC",
    limit: MAX_REQUESTS,
  });
  const rows = await readRows<RequestRecord>(withSource(page, Prisma.sql`r.id`));
  return rows.map((row) => toRequestRow(row, actor.can("payload:read")));
}
