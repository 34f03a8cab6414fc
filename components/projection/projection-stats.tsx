import { Card } from "#components/ui/card.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Projection } from "#lib/domain/api/projection.ts";
import { spanInWords } from "#lib/domain/span-in-words.ts";

const MOST_COUNTED = 10_000;
/** Beyond this, state is late and not merely busy. */
const LATE_MS = 30_000;

export function ProjectionStats({ projection }: { projection: Projection }) {
  const { lagMs, behind, projectedAt, projectedCount, parked, rebuiltAt, rulesVersion } = projection;
  return (
    <Card className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      <Stat
        label="Behind the events"
        value={behind === 0 ? "Up to date" : spanInWords(lagMs)}
        note={behind === 0 ? "every stored event is worked in" : `${countInWords(behind)} to go`}
        tone={behind > 0 && lagMs > LATE_MS ? "bad" : "ok"}
      />
      <Stat
        label="Events worked in"
        value={projectedCount.toLocaleString("en-GB")}
        note={
          projectedAt === null ? (
            "none yet"
          ) : (
            <>
              last <TimeAgo at={projectedAt} />
            </>
          )
        }
      />
      <Stat
        label="Parked"
        value={parked.toLocaleString("en-GB")}
        note="delivered all the same"
        tone={parked > 0 ? "warn" : "ok"}
      />
      <Stat
        label="Rules"
        value={`Version ${rulesVersion}`}
        note={
          rebuiltAt === null ? (
            "never rebuilt"
          ) : (
            <>
              rebuilt <TimeAgo at={rebuiltAt} />
            </>
          )
        }
      />
    </Card>
  );
}

function countInWords(behind: number): string {
  const count = behind.toLocaleString("en-GB");
  return behind >= MOST_COUNTED ? `${count} events or more` : `${count} ${behind === 1 ? "event" : "events"}`;
}
