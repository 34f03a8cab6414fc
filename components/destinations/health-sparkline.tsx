import { BarChart } from "#components/ui/bar-chart.tsx";
import { plural } from "#components/ui/plural.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { deliveredShare } from "./delivered-share.ts";

/** A day of attempts in a row of a table: the picture by hour, the share in words beside it. */
export function HealthSparkline({ destination }: { destination: DestinationRow }) {
  const { hours, succeeded, failed } = destination;
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      <span className="w-24 shrink-0">
        <BarChart
          height={18}
          label={`Last 24 hours: ${plural(succeeded + failed, "attempt")}, ${failed.toLocaleString("en-GB")} failed`}
          bars={hours.map((hour) => ({
            label: `${hour.hour.slice(11, 16)} UTC: ${hour.succeeded} succeeded, ${hour.failed} failed`,
            value: hour.succeeded + hour.failed,
            failed: hour.failed,
          }))}
        />
      </span>
      <span className="truncate">{deliveredShare(destination)}</span>
    </span>
  );
}
