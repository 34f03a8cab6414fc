import { BarChart } from "#components/ui/bar-chart.tsx";
import { plural } from "#components/ui/plural.ts";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";

/** Attempts by hour over a day, the failed ones in red. */
export function AttemptsChart({ hours }: { hours: DestinationDetail["hours"] }) {
  const total = hours.reduce((sum, hour) => sum + hour.succeeded + hour.failed, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  return (
    <figure>
      <BarChart
        height={64}
        label={`Attempts by hour, last 24 hours: ${plural(total, "attempt")}, ${failed} failed`}
        bars={hours.map((hour) => ({
          label: `${hour.hour.slice(11, 16)} UTC: ${hour.succeeded} succeeded, ${hour.failed} failed`,
          value: hour.succeeded + hour.failed,
          failed: hour.failed,
        }))}
      />
      <figcaption className="mt-1.5 flex justify-between text-faint text-sm">
        <span>{hours[0]?.hour.slice(11, 16)} UTC</span>
        <span>
          {plural(total, "attempt")}, {failed.toLocaleString("en-GB")} failed
        </span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
