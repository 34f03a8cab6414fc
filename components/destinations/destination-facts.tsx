import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationDetail, DestinationRow } from "#lib/domain/api/destinations.ts";
import { DestinationAddress } from "./destination-address.tsx";
import { MatchingEvents } from "./matching-events.tsx";
import { scheduleInWords, scheduleText } from "./schedule-text.ts";

/** A destination's settings in words; secret values are not among them. */
export function DestinationFacts({ destination }: { destination: DestinationDetail }) {
  const { rate, retrySchedule } = destination;
  const items: KeyValue[] = [
    { label: "URL", value: <DestinationAddress url={destination.url} /> },
    { label: "Event types", value: <Names names={destination.eventTypes} empty="Every type" /> },
    { label: "Sources", value: <Names names={destination.sources} empty="Every source" /> },
    { label: "Last 7 days", value: <MatchingEvents matching={destination.matching} /> },
    { label: "Custom headers", value: <HeaderNames names={destination.headerNames} /> },
    { label: "Rate", value: rate === null ? "No limit" : `${rate.toLocaleString("en-GB")} a second at most` },
    { label: "Concurrency", value: `${destination.concurrency} at the same time` },
    { label: "Timeout", value: `${destination.timeoutMs.toLocaleString("en-GB")} ms` },
    {
      label: "Retries",
      value: (
        <>
          {capitalised(scheduleInWords(retrySchedule))}{" "}
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

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function Names({ names, empty }: { names: readonly string[]; empty: string }) {
  if (names.length === 0) return empty;
  return <span className="mono break-all">{names.join(", ")}</span>;
}

function HeaderNames({ names }: { names: readonly string[] }) {
  if (names.length === 0) return "None";
  return (
    <ul className="mono break-all">
      {names.map((name) => (
        <li key={name}>
          {name}: <span className="text-faint">••••••</span>
        </li>
      ))}
    </ul>
  );
}
