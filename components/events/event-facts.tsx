import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";

type Fact = Pick<
  EventDetail,
  | "source"
  | "sourceName"
  | "environment"
  | "businessId"
  | "externalId"
  | "userId"
  | "subject"
  | "occurredAt"
  | "occurredAtText"
  | "receivedAt"
  | "providerKey"
>;

/** What an event is about, in a grid; facts it does not state are left out. */
export function EventFacts({ event }: { event: Fact }) {
  const ids: KeyValue[] = [
    subjectFact("Business", event.businessId, event),
    idFact("External id", event.externalId, { externalId: event.externalId }),
    subjectFact("User", event.userId, event),
    event.subject === event.businessId || event.subject === event.userId
      ? []
      : idFact("About", event.subject, { subjectId: event.subject }),
    idFact("Provider's id", event.providerKey),
  ].flat();
  return (
    <KeyValueList
      layout="grid"
      items={[
        { label: "Source", value: <SourceLabel name={event.sourceName} environment={event.environment} /> },
        { label: "Received", value: <ExactTime at={event.receivedAt} /> },
        { label: "Occurred", value: <Occurred event={event} /> },
        ...ids,
      ]}
    />
  );
}

function subjectFact(label: "Business" | "User", id: string | null, { source }: Fact): KeyValue[] {
  if (id === null) return [];
  const [page, field] =
    label === "Business"
      ? ([href.business(id, source), "businessId"] as const)
      : ([href.user(id, source), "userId"] as const);
  const value = (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <IdChip id={id} />
      <Link href={page} aria-label={`Open the ${label.toLowerCase()}`} className="shrink-0 text-accent hover:underline">
        open
      </Link>
      <Link
        href={href.events({ [field]: id })}
        aria-label={`All events with this ${label.toLowerCase()}`}
        className="shrink-0 text-accent hover:underline"
      >
        events
      </Link>
    </span>
  );
  return [{ label, value }];
}

function idFact(label: string, id: string | null, query?: Record<string, string | null>): KeyValue[] {
  if (id === null) return [];
  const value = (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <IdChip id={id} />
      {query ? (
        <Link
          href={href.events(query)}
          aria-label={`All events with this ${label.toLowerCase()}`}
          className="shrink-0 text-accent hover:underline"
        >
          events
        </Link>
      ) : null}
    </span>
  );
  return [{ label, value }];
}

function Occurred({ event }: { event: Fact }) {
  if (event.occurredAt !== null) return <ExactTime at={event.occurredAt} />;
  if (event.occurredAtText !== null) return <span title="This time could not be read">“{event.occurredAtText}”</span>;
  return <span className="text-faint">not stated</span>;
}
