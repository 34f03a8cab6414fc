import Link from "next/link";
import { href } from "#components/layout/href.ts";
import type { OverviewSource } from "#lib/domain/api/overview.ts";

interface Props {
  sources: readonly OverviewSource[];
  environment: string | null;
}

/** How many events went nowhere. Neither good nor bad: a destination may be selective on purpose. */
export function UnroutedLine({ sources, environment }: Props) {
  const count = sources.reduce((sum, { unrouted }) => sum + unrouted, 0);
  if (count === 0)
    return <p className="mt-0.5 text-faint text-sm">In the last 24 hours no event was without a destination.</p>;
  return (
    <p className="mt-0.5 text-faint text-sm">
      {count.toLocaleString("en-GB")} {count === 1 ? "event" : "events"} of the last 24 hours went to no destination.{" "}
      <Link href={href.events({ delivery: "none", from: "-24h", environment })} className="text-accent underline">
        See {count === 1 ? "it" : "them"}
      </Link>
    </p>
  );
}
