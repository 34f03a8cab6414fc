import { BarChart } from "#components/ui/bar-chart.tsx";
import { plural } from "#components/ui/plural.ts";
import type { Overview } from "#lib/domain/api/overview.ts";

/** Requests by hour over a day, the rejected ones in red. */
export function HoursChart({ hours }: { hours: Overview["hours"] }) {
  const accepted = hours.reduce((sum, hour) => sum + hour.accepted, 0);
  const rejected = hours.reduce((sum, hour) => sum + hour.rejected, 0);
  return (
    <figure>
      <BarChart
        height={72}
        label={`Requests by hour, last 24 hours: ${plural(accepted, "accepted", "accepted")}, ${plural(rejected, "rejected", "rejected")}`}
        bars={hours.map((hour) => ({
          label: `${hour.hour.slice(11, 16)} UTC: ${hour.accepted} accepted, ${hour.rejected} rejected`,
          value: hour.accepted + hour.rejected,
          failed: hour.rejected,
        }))}
      />
      <figcaption className="mt-1.5 flex justify-between text-faint text-sm">
        <span>{hours[0]?.hour.slice(11, 16)} UTC</span>
        <span>
          {accepted.toLocaleString("en-GB")} accepted, {rejected.toLocaleString("en-GB")} rejected
        </span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
