import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { Card } from "#components/ui/card.tsx";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import { plural } from "#components/ui/plural.ts";
import { Stat } from "#components/ui/stat.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import { deliveredShare } from "./delivered-share.ts";

/** How much got through in a day, and what waits, is held and gave up now. */
export function DestinationStats({ destination }: { destination: DestinationDetail }) {
  const { id, succeeded, failed, pending, held, deadLettered, oldestPendingAt } = destination;
  return (
    <Card className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
      <Stat
        label="Delivered, 24 h"
        value={deliveredShare(destination).split(" of ")[0]}
        note={`${succeeded.toLocaleString("en-GB")} attempts succeeded, ${failed.toLocaleString("en-GB")} failed`}
      />
      <Latency latency={destination.latency} />
      <Stat
        label="Waiting"
        value={pending.toLocaleString("en-GB")}
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
        value={held.toLocaleString("en-GB")}
        {...(held > 0 ? { tone: "held" as const, note: <Review id={id} status="held" /> } : {})}
      />
      <Stat
        label="Dead-lettered"
        value={deadLettered.toLocaleString("en-GB")}
        {...(deadLettered > 0 ? { tone: "bad" as const, note: <Review id={id} status="dead_lettered" /> } : {})}
      />
    </Card>
  );
}

function Latency({ latency }: Pick<DestinationDetail, "latency">) {
  if (latency === null) return <Stat label="Answers in, last hour" value="–" note="no attempt" />;
  return (
    <Stat
      label="Answers in, last hour"
      value={formatMilliseconds(latency.p50Ms)}
      note={`p50; p95 ${formatMilliseconds(latency.p95Ms)}, ${plural(latency.attempts, "attempt")}`}
    />
  );
}

function Review({ id, status }: { id: string; status: DeliveryStatus }): ReactNode {
  return (
    <Link href={href.deliveries({ status, destinationId: id })} className="text-accent hover:underline">
      Review
    </Link>
  );
}
