import Link from "next/link";
import type { ReactNode } from "react";
import { DeliveryState } from "#components/deliveries/delivery-state.tsx";
import { href } from "#components/layout/href.ts";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { NotArrived, NotSent } from "#lib/domain/api/events.ts";
import { RedeliverButton } from "./redeliver-button.tsx";

interface Props {
  event: { id: string; type: string; source: string };
  notSent: readonly NotSent[];
  notArrived: readonly NotArrived[];
  deliveries: readonly DeliveryRow[];
  canRedeliver: boolean;
}

/** Who did not get an event, why, and what helps. */
export function NotSentList({ event, notSent, notArrived, deliveries, canRedeliver }: Props) {
  return (
    <ul className="divide-y divide-line">
      {notArrived.map((entry) => (
        <Entry
          key={entry.deliveryId}
          destination={<Destination entry={entry} />}
          state={<DeliveryState status={entry.status} variant="plain" />}
          since={entry.since}
          reason={entry.reason}
          help={
            <Help
              entry={entry}
              source={event.source}
              delivery={deliveries.find(isOf(entry))}
              canRedeliver={canRedeliver}
            />
          }
        />
      ))}
      {notSent.map((entry) => (
        <Entry
          key={entry.destinationId}
          destination={<Destination entry={entry} />}
          state={entry.isDeleted ? <Badge>deleted</Badge> : null}
          since={null}
          reason={entry.reason}
          help={entry.isDeleted ? null : <ReplayTo destinationId={entry.destinationId} event={event} />}
        />
      ))}
    </ul>
  );
}

function ReplayTo({ destinationId, event }: { destinationId: string; event: Props["event"] }) {
  const scope = {
    events: { kind: "chosen", ids: [event.id] },
    destinationIds: [destinationId],
    eventType: event.type,
  } as const;
  return (
    <ReplayButton size="sm" scope={scope}>
      Replay to it…
    </ReplayButton>
  );
}

function isOf({ deliveryId }: NotArrived): (delivery: DeliveryRow) => boolean {
  return ({ id }) => id === deliveryId;
}

interface EntryProps {
  destination: ReactNode;
  state: ReactNode;
  since: string | null;
  reason: string;
  help: ReactNode;
}

function Entry({ destination, state, since, reason, help }: EntryProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
      <div className="flex min-w-0 flex-1 basis-80 flex-wrap items-baseline gap-x-3">
        {destination}
        {state}
        {since === null ? null : <TimeAgo at={since} className="text-faint" />}
        <span className={since === null ? "" : "basis-full"}>{reason}</span>
      </div>
      {help}
    </li>
  );
}

function Destination({ entry }: { entry: NotSent | NotArrived }) {
  const style = "font-medium text-strong";
  if ("isDeleted" in entry && entry.isDeleted) return <span className={style}>{entry.destination}</span>;
  return (
    <Link href={href.destination(entry.destinationId)} className={`${style} hover:underline`}>
      {entry.destination}
    </Link>
  );
}

interface HelpProps {
  entry: NotArrived;
  source: string;
  delivery: DeliveryRow | undefined;
  canRedeliver: boolean;
}

function Help({ entry, source, delivery, canRedeliver }: HelpProps) {
  switch (entry.help) {
    case null:
      return null;
    case "redeliver":
      return delivery === undefined ? null : <RedeliverButton delivery={delivery} canWrite={canRedeliver} />;
    case "resume_source":
      return (
        <LinkButton size="sm" href={href.source(source)}>
          Resume the source
        </LinkButton>
      );
    case "resume_destination":
      return (
        <LinkButton size="sm" href={href.destination(entry.destinationId)}>
          Resume the destination
        </LinkButton>
      );
    case "see_destination":
      return (
        <LinkButton size="sm" href={href.destination(entry.destinationId)}>
          See its health
        </LinkButton>
      );
    default:
      return entry.help satisfies never;
  }
}
