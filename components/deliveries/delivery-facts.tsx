import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { plural } from "#components/ui/plural.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DeliveryDetail, DeliveryRow } from "#lib/domain/api/deliveries.ts";

/** Where a delivery comes from, where it goes and what is next. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
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
    { label: "Attempts", value: attemptsInWords(delivery) },
    ...(delivery.completedAt === null ? [{ label: "Retries left", value: retriesLeft(delivery) }] : []),
    ...timeOf("Completed", delivery.completedAt),
    { label: "webhook-id", value: <IdChip id={delivery.webhookId} /> },
    ...(delivery.replayId === null ? [] : [{ label: "Replay", value: <ReplayLink id={delivery.replayId} /> }]),
    ...(delivery.triggeredBy === null ? [] : [{ label: "Asked for by", value: delivery.triggeredBy }]),
  ];
  return <KeyValueList layout="grid" items={items} />;
}

function attemptsInWords({ attemptCount, probeCount, maxAttempts }: DeliveryDetail): string {
  const counted = attemptCount - probeCount;
  const probes = probeCount === 0 ? "" : `, and ${plural(probeCount, "probe")} that the schedule does not count`;
  return `${counted} of ${Math.max(maxAttempts, counted)}${probes}`;
}

/** A retry that is scheduled is left, too; a failed probe schedules an attempt that is none. */
function retriesLeft({ status, laterRetries, attemptCount, probeCount }: DeliveryDetail): string {
  const isNextARetry = status === "retry_scheduled" && attemptCount > probeCount;
  return String(laterRetries.length + (isNextARetry ? 1 : 0));
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
