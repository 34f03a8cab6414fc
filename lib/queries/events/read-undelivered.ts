import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { AttemptRow, DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { EventDetail, EventRow } from "#lib/domain/api/events.ts";
import { explainNotArrived } from "#lib/domain/not-arrived.ts";
import { explainNotSent } from "#lib/domain/not-sent.ts";
import { readUnsentDestinations } from "./read-unsent-destinations.ts";

type Known = Pick<EventDetail, "headers" | "requests"> & {
  deliveries: readonly DeliveryRow[];
  attempts: readonly (AttemptRow & { deliveryId: string })[];
};

/** Who did not get an event, and why: destinations without a delivery of it, and those whose delivery is stuck. */
export async function readUndelivered(
  event: Pick<EventRow, "id" | "type" | "source" | "receivedAt">,
  { headers, requests, deliveries, attempts }: Known,
): Promise<Pick<EventDetail, "notSent" | "notArrived">> {
  const acceptedLater = requests.find((request) => !request.isDuplicate && request.acceptedLaterAt !== null);
  const storedAt = acceptedLater?.acceptedLaterAt ?? event.receivedAt;
  const [unsent, cancelReasons] = await Promise.all([
    readUnsentDestinations(event.id, storedAt),
    readCancelReasons(deliveries),
  ]);
  const cameFromSignalbox = headers.some(([name]) => name.toLowerCase() === "signalbox-hop");
  return {
    notSent: explainNotSent({ ...event, storedAt, cameFromSignalbox }, unsent),
    notArrived: explainNotArrived(deliveries, attempts, cancelReasons),
  };
}

/** What operators gave as the reason when they canceled. */
async function readCancelReasons(deliveries: readonly DeliveryRow[]): Promise<Map<string, string>> {
  const canceled = deliveries.filter(({ status, reason }) => status === "canceled" && reason === "operator");
  if (canceled.length === 0) return new Map();
  const rows = await readRows<{ id: string; reason: string }>(Prisma.sql`
SELECT DISTINCT ON (target_id) target_id AS id, reason FROM audit_entries
WHERE target_kind = 'delivery' AND target_id = ANY (${canceled.map(({ id }) => id)}::text[])
  AND action = 'delivery.canceled' AND reason IS NOT NULL
ORDER BY target_id, seq DESC`);
  return new Map(rows.map(({ id, reason }) => [id, `The reason given: ${reason}`]));
}
