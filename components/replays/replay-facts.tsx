import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { plural } from "#components/ui/plural.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { FilterChips } from "./filter-chips.tsx";
import { filterWords } from "./filter-words.ts";
import { fixedFilter } from "./replay-filter.ts";

interface Props {
  replay: ReplayRow;
  /** Names of the ids that stand in its filter. */
  names: Readonly<Record<string, string>>;
}

/** Which events, with which options, by whom and why. */
export function ReplayFacts({ replay, names }: Props) {
  const { createdAt, createdBy, reason, finishedAt, rate } = replay;
  const items: KeyValue[] = [
    { label: "Started", value: <ExactTime at={createdAt} /> },
    { label: "Started by", value: createdBy },
    { label: "Reason", value: reason ?? <span className="text-faint">none given</span> },
    { label: "Rate", value: rate === null ? "as fast as they take it" : `${rate} per second to each` },
    { label: "Left out", value: leftOut(replay) },
    ...(finishedAt === null ? [] : [{ label: "Ended", value: <ExactTime at={finishedAt} /> }]),
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Scope replay={replay} names={names} />
      </div>
      <KeyValueList layout="grid" items={items} />
    </div>
  );
}

function Scope({ replay, names }: Props): ReactNode {
  const { id, filter, eventIds, upTo, createdAt } = replay;
  const fixed = fixedFilter(replay);
  const words = filter === null ? [] : filterWords(filter, names, new Date(upTo ?? createdAt));
  return (
    <>
      <span className="text-faint">Scope</span>
      {filter === null ? (
        <span className="text-strong">{plural(eventIds.length, "chosen event")}</span>
      ) : (
        <FilterChips words={words} />
      )}
      {fixed === null ? null : (
        <Link href={href.events(fixed)} className="text-accent hover:underline">
          Events that match
        </Link>
      )}
      <Link href={href.events({ replayId: id })} className="text-accent hover:underline">
        Events that it sends
      </Link>
    </>
  );
}

function leftOut({ skipDelivered, skipSuperseded }: ReplayRow): string {
  const parts = [skipDelivered ? "delivered before" : "", skipSuperseded ? "superseded" : ""].filter(Boolean);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
