import { BarChart } from "#components/ui/bar-chart.tsx";
import { plural } from "#components/ui/plural.ts";
import type { ExpirationCount, Expirations } from "#lib/domain/expirations.ts";

type Step = Expirations["step"];

const SPANS = {
  today: "today (UTC)",
  yesterday: "yesterday (UTC)",
  "24h": "in the last 24 hours",
  "7d": "in the last 7 days",
} satisfies Record<Expirations["filter"], string>;

/** Expirations by hour or day with the businesses they hit: many at once point to a bank, spread out to people. */
export function ExpirationsChart({ expirations: { filter, step, until, counts } }: { expirations: Expirations }) {
  const [first] = counts;
  if (first === undefined) return null;
  const total = counts.reduce((sum, { expirations }) => sum + expirations, 0);
  const sum = `${plural(total, "expiration")} ${SPANS[filter]}`;
  return (
    <section aria-label={`Expirations by ${step}`} className="gutter border-t pt-2.5 pb-3">
      <p className="pb-2 text-faint">
        <span className="font-medium text-strong">{sum}</span>
        {total === 0 ? "" : `, ${peakText(counts, total, step)}`}
      </p>
      <BarChart height={48} label={`By ${step}: ${sum}`} bars={counts.map((count) => barOf(count, step))} />
      <div className="mt-1 flex justify-between gap-4 text-faint text-sm">
        <span className="whitespace-nowrap">{moment(first.from, step)}</span>
        <span className="text-center">One bank or many? The webhook names no institution.</span>
        <span className="whitespace-nowrap">{until === null ? "now" : moment(until, step)}</span>
      </div>
    </section>
  );
}

function peakText(counts: readonly ExpirationCount[], total: number, step: Step): string {
  const peak = counts.reduce((top, count) => (count.expirations > top.expirations ? count : top));
  const share = peak.expirations === total ? "all" : `at most ${peak.expirations.toLocaleString("en-GB")}`;
  return `${share} in one ${step}: ${moment(peak.from, step)}, ${plural(peak.businesses, "business", "businesses")}`;
}

function barOf({ from, expirations, businesses }: ExpirationCount, step: Step) {
  const hit = `${expirations.toLocaleString("en-GB")} expired, ${plural(businesses, "business", "businesses")}`;
  return { label: `${moment(from, step)}: ${hit}`, value: expirations };
}

/** "21 Nov 09:00 UTC", or of a day "21 Nov". */
function moment(from: string, step: Step): string {
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const day = format.format(Date.parse(from));
  return step === "day" ? day : `${day} ${from.slice(11, 16)} UTC`;
}
