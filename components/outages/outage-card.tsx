import { CircleAlert, CircleCheck, DatabaseZap } from "lucide-react";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { Card } from "#components/ui/card.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { plural } from "#components/ui/plural.ts";
import { Status } from "#components/ui/status.tsx";
import type { OutageRow } from "#lib/domain/api/outages.ts";
import { spanInWords } from "#lib/domain/span-in-words.ts";

/** One gap: how long, whether anything could be missed, and whose events to look for. */
export function OutageCard({ outage }: { outage: OutageRow }) {
  const { process, from, to, received, usually, businesses } = outage;
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h2 className="text-md">{`${process[0]?.toUpperCase()}${process.slice(1)}`}</h2>
        <span>
          <ExactTime at={from} className="whitespace-nowrap" /> –{" "}
          {to === null ? "now" : <ExactTime at={to} className="whitespace-nowrap" />}
        </span>
        <Door outage={outage} />
      </div>
      <p>
        {plural(received, "event")} accepted in these minutes; {usually.toLocaleString("en-GB")} in the same minutes a
        week before.
      </p>
      {outage.wasCutOff && outage.isDoorUp ? (
        <p className="text-faint">A door kept what came on its disk, so that nothing had to be missed.</p>
      ) : (
        <Businesses businesses={businesses} />
      )}
    </Card>
  );
}

function Door({ outage: { wasCutOff, isDoorUp, secondsWithoutDoor } }: { outage: OutageRow }) {
  if (wasCutOff && isDoorUp) {
    return <Status look={{ tone: "warn", icon: DatabaseZap, label: "It ran on without the database" }} />;
  }
  if (isDoorUp) return <Status look={{ tone: "ok", icon: CircleCheck, label: "A door was up all the time" }} />;
  const label = `No door for ${spanInWords(secondsWithoutDoor * 1000)}`;
  return <Status look={{ tone: "bad", icon: CircleAlert, label }} />;
}

function Businesses({ businesses: { count, first, isCut } }: { businesses: OutageRow["businesses"] }) {
  if (count === 0) return <p className="text-faint">No business had an event within an hour before or after.</p>;
  return (
    <div>
      <p className="text-faint">
        {isCut ? "At least " : ""}
        {plural(count, "business", "businesses")} with events within an hour before or after
        {count > first.length ? `, the busiest ${first.length}:` : ":"}
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
        {first.map(({ source, id, displayName }) => (
          <li key={`${source} ${id}`} className="min-w-0">
            <Link href={href.business(id, source)} className="break-all text-accent hover:underline">
              {displayName ?? <span className="mono">{id}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
