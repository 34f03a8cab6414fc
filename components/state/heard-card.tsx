import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Stat } from "#components/ui/stat.tsx";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import { ActivityChart } from "./activity-chart.tsx";
import { StateCard } from "./state-card.tsx";
import { StateTime } from "./state-time.tsx";

interface Props {
  eventCount: number;
  firstEventAt: string;
  lastEventAt: string;
  isNow: boolean;
  activity: BusinessDetail["activity"];
  /** These events in the log. */
  events: Route;
  children?: ReactNode;
}

/** How much was heard, from when to when. */
export function HeardCard({ eventCount, firstEventAt, lastEventAt, isNow, activity, events, children }: Props) {
  return (
    <StateCard
      title="Activity"
      aside={
        <Link href={events} className="text-accent hover:underline">
          in the log
        </Link>
      }
    >
      <Stat
        label="Events"
        value={eventCount.toLocaleString("en-GB")}
        note={
          eventCount === 0 ? (
            "nothing was heard by then"
          ) : (
            <>
              last <StateTime at={lastEventAt} isNow={isNow} />
              <br />
              first <StateTime at={firstEventAt} isNow={isNow} />
            </>
          )
        }
      />
      <ActivityChart days={activity} isNow={isNow} />
      {children}
    </StateCard>
  );
}
