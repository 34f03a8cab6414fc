import { Hourglass } from "lucide-react";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { ReplayTargetRow } from "#lib/domain/api/replays.ts";
import { COUNT_CELL, COUNT_HEAD, COUNT_ROW, CountCell } from "./count-cell.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { WarningText } from "./warning-text.tsx";

const NAME = "font-medium text-strong [overflow-wrap:anywhere]";
const HEADS = ["to send", "succeeded", "failed", "skipped", "not begun"] as const;

/** How far a replay got at each destination, and why one of them waits. */
export function ReplayTargetsTable({ targets }: { targets: readonly ReplayTargetRow[] }) {
  return (
    <table className="w-full max-w-5xl max-md:block">
      <caption className="sr-only">Progress by destination</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={COUNT_HEAD}>
            Destination
          </th>
          {HEADS.map((head) => (
            <th key={head} scope="col" className={COUNT_HEAD}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {targets.map((target) => (
          <TargetRow key={target.destinationId} target={target} />
        ))}
      </tbody>
    </table>
  );
}

function TargetRow({ target }: { target: ReplayTargetRow }) {
  const { destinationId, destination, isDestinationDeleted, total, queued, succeeded, failed, skipped } = target;
  return (
    <tr className={COUNT_ROW}>
      <td className={`${COUNT_CELL} max-md:col-span-2`}>
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {isDestinationDeleted ? (
            <span className={NAME}>{destination}</span>
          ) : (
            <Link href={href.destination(destinationId)} className={`${NAME} hover:underline`}>
              {destination}
            </Link>
          )}
          {isDestinationDeleted ? <Badge>deleted</Badge> : null}
          <ProgressBar
            label={`Progress at ${destination}`}
            {...{ total, succeeded, failed, skipped }}
            className="w-24 shrink-0"
          />
        </span>
        <WaitsFor text={target.waitsFor} />
      </td>
      <CountCell label="to send" count={total} />
      <CountCell label="succeeded" count={succeeded} tone="ok" />
      <CountCell label="failed" count={failed} tone="bad" />
      <CountCell label="skipped" count={skipped} />
      <CountCell label="not begun" count={Math.max(0, total - queued)} />
    </tr>
  );
}

function WaitsFor({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <span className="mt-0.5 flex items-start gap-1 text-sm text-warn">
      <Hourglass size={12} aria-hidden className="mt-0.75 shrink-0" />
      <span className="min-w-0">
        <WarningText text={text} />
      </span>
    </span>
  );
}
