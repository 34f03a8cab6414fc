import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { scheduleInWords, scheduleText } from "./schedule-text.ts";

/** A destination's settings in words; secret values are not among them. */
export function DestinationFacts({ destination }: { destination: DestinationRow }) {
  const { rate, retrySchedule } = destination;
  const items: KeyValue[] = [
    { label: "URL", value: <span className="mono break-all">{destination.url}</span> },
    { label: "Event types", value: <Names names={destination.eventTypes} empty="Every type" /> },
    { label: "Sources", value: <Names names={destination.sources} empty="Every source" /> },
    { label: "Custom headers", value: <Names names={destination.headerNames} empty="None" /> },
    { label: "Rate", value: rate === null ? "No limit" : `${rate.toLocaleString("en-GB")} a second at most` },
    { label: "Concurrency", value: `${destination.concurrency} at the same time` },
    { label: "Timeout", value: `${destination.timeoutMs.toLocaleString("en-GB")} ms` },
    {
      label: "Retries",
      value: (
        <>
          {scheduleInWords(retrySchedule)}{" "}
          <span className="mono break-all text-faint">{scheduleText(retrySchedule)}</span>
        </>
      ),
    },
    { label: "On a replay", value: REPLAY[destination.replayWebhookId] },
    { label: "Id", value: <IdChip id={destination.id} full /> },
    { label: "Added", value: <TimeAgo at={destination.createdAt} /> },
    { label: "Changed", value: <TimeAgo at={destination.updatedAt} /> },
  ];
  return <KeyValueList items={items} />;
}

const REPLAY = {
  same: "Keeps the webhook-id",
  new: "Sends a new webhook-id",
} satisfies Record<DestinationRow["replayWebhookId"], string>;

function Names({ names, empty }: { names: readonly string[]; empty: string }) {
  if (names.length === 0) return empty;
  return <span className="mono break-all">{names.join(", ")}</span>;
}
