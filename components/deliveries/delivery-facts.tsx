import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";

/** Where a delivery comes from, where it goes and what is next. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryRow }) {
  const { attemptCount, maxAttempts } = delivery;
  const items: KeyValue[] = [
    { label: "Destination", value: <DestinationName delivery={delivery} /> },
    {
      label: "Event",
      value: (
        <Link href={href.event(delivery.eventId)} className="text-accent hover:underline">
          {delivery.eventType || "no type"}
        </Link>
      ),
    },
    { label: "Source", value: <SourceLabel name={delivery.sourceName} environment={delivery.environment} /> },
    { label: "Created", value: <ExactTime at={delivery.createdAt} /> },
    { label: "Attempts", value: `${attemptCount} of ${Math.max(maxAttempts, attemptCount)}` },
    ...timeOf("Next attempt", delivery.nextAttemptAt),
    ...timeOf("Completed", delivery.completedAt),
    { label: "webhook-id", value: <IdChip id={delivery.webhookId} /> },
    ...(delivery.replayId === null ? [] : [{ label: "Replay", value: <ReplayLink id={delivery.replayId} /> }]),
    ...(delivery.triggeredBy === null ? [] : [{ label: "Asked for by", value: delivery.triggeredBy }]),
  ];
  return <KeyValueList layout="grid" items={items} />;
}

function ReplayLink({ id }: { id: string }) {
  return (
    <Link href={href.replay(id)} className="mono text-accent hover:underline">
      {shortenId(id)}
    </Link>
  );
}

function timeOf(label: string, at: string | null): KeyValue[] {
  return at === null ? [] : [{ label, value: <TimeAgo at={at} /> }];
}

function DestinationName({ delivery }: { delivery: DeliveryRow }) {
  if (delivery.isDestinationDeleted) return <>{delivery.destination} (deleted)</>;
  return (
    <Link href={href.destination(delivery.destinationId)} className="text-accent hover:underline">
      {delivery.destination}
    </Link>
  );
}
