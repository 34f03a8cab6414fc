import { BarChart } from "#components/ui/bar-chart.tsx";
import { plural } from "#components/ui/plural.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";

interface Props {
  /** The oldest first, without gaps. */
  days: BusinessDetail["activity"];
  isNow: boolean;
}

/** Events by day up to the moment shown. */
export function ActivityChart({ days, isNow }: Props) {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="mt-3">
      <BarChart
        height={32}
        label={`Events by day (UTC): ${plural(total, "event")} in ${days.length} days`}
        bars={days.map(({ day, count }) => ({ label: `${dayText(day)}: ${plural(count, "event")}`, value: count }))}
      />
      <figcaption className="mt-1 flex flex-wrap justify-between gap-x-2 text-faint text-sm">
        <span>{dayText(first.day)}</span>
        <span>{total.toLocaleString("en-GB")} in 30 d</span>
        <span>{isNow ? "today" : dayText(last.day)}</span>
      </figcaption>
    </figure>
  );
}

/** "21 Nov" */
function dayText(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(Date.parse(day));
}
