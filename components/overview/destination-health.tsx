import Link from "next/link";
import { deliveredShare } from "#components/destinations/delivered-share.ts";
import { DestinationState } from "#components/destinations/destination-state.tsx";
import { href } from "#components/layout/href.ts";
import { Card } from "#components/ui/card.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { OverviewDestination } from "#lib/domain/api/overview.ts";

/** One receiver downstream: how much gets through, what waits, what gave up. */
export function DestinationHealth({ destination }: { destination: OverviewDestination }) {
  const { id, deadLettered, oldestPendingAt } = destination;
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="min-w-0 break-words text-md">
          <Link href={href.destination(id)} className="hover:underline">
            {destination.name}
          </Link>
        </h3>
        <DestinationState health={destination.health} />
      </div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Stat
          label="Delivered, 24 h"
          value={deliveredShare(destination).split(" of ")[0]}
          note={`${destination.failedLastHour.toLocaleString("en-GB")} failed last hour`}
        />
        <Stat
          label="Waiting"
          value={destination.pending.toLocaleString("en-GB")}
          note={
            oldestPendingAt ? (
              <>
                oldest <TimeAgo at={oldestPendingAt} />
              </>
            ) : (
              "none"
            )
          }
        />
        <Stat
          label="Held"
          value={destination.held.toLocaleString("en-GB")}
          {...(destination.held > 0 ? { tone: "held" as const, note: <HeldNote destination={destination} /> } : {})}
        />
        <Stat
          label="Dead-lettered"
          value={deadLettered.toLocaleString("en-GB")}
          {...(deadLettered > 0 ? { tone: "bad" as const, note: <ReviewLink destinationId={id} /> } : {})}
        />
      </div>
    </Card>
  );
}

function HeldNote({ destination: { heldFor, oldestHeldAt } }: { destination: OverviewDestination }) {
  const why = [
    ...(heldFor.destination_paused > 0 ? ["its own pause"] : []),
    ...(heldFor.source_paused > 0 ? ["a source's pause"] : []),
  ];
  return (
    <>
      {why.join(" and ")}
      {oldestHeldAt ? (
        <>
          , since <TimeAgo at={oldestHeldAt} />
        </>
      ) : null}
    </>
  );
}

function ReviewLink({ destinationId }: { destinationId: string }) {
  return (
    <Link href={href.deliveries({ status: "dead_lettered", destinationId })} className="text-accent hover:underline">
      Review
    </Link>
  );
}
