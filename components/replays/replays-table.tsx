"use client";

import { href } from "#components/layout/href.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { replayName, replayScopeText } from "./replay-name.ts";
import { ReplayState } from "./replay-state.tsx";
import { spanText } from "./replay-words.ts";

const COLUMNS: readonly DataColumn<ReplayRow>[] = [
  {
    id: "name",
    header: "Replay",
    narrow: "lead",
    cell: (replay) => <span className="font-medium">{replayName(replay)}</span>,
  },
  {
    id: "scope",
    header: "Scope",
    width: "w-[24%]",
    narrow: "hide",
    cell: (replay) => <span title={replayScopeText(replay)}>{replayScopeText(replay)}</span>,
  },
  {
    id: "status",
    header: "Status",
    width: "w-52",
    narrow: "detail",
    cell: (replay) => <ReplayState replay={replay} variant="plain" />,
  },
  {
    id: "progress",
    header: "Deliveries",
    width: "w-[22%]",
    narrow: "detail",
    cell: (replay) => <ProgressCell replay={replay} />,
  },
  { id: "who", header: "Started by", width: "w-[14%]", narrow: "detail", cell: ({ createdBy }) => createdBy },
  {
    id: "at",
    header: "Started",
    width: "w-24",
    align: "end",
    narrow: "aside",
    cell: ({ createdAt }) => <TimeAgo at={createdAt} className="text-faint" />,
  },
];

/** Who replayed what, when and why, and how far it is. */
export function ReplaysTable({ replays }: { replays: readonly ReplayRow[] }) {
  return (
    <DataTable
      label="Replays"
      fill
      minWidth="md:min-w-[60rem]"
      rows={replays}
      columns={COLUMNS}
      rowId={(replay) => replay.id}
      rowLabel={replayName}
      rowHref={(replay) => href.replay(replay.id)}
    />
  );
}

function ProgressCell({ replay }: { replay: ReplayRow }) {
  const { status, total, processed, succeeded, failed, skipped, secondsLeft } = replay;
  if (status === "queued") return <span className="text-faint">being selected</span>;
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      <ProgressBar
        label={`Progress of ${replayName(replay)}`}
        {...{ total, succeeded, failed, skipped }}
        className="w-16 shrink-0"
      />
      <span className="truncate">
        {processed.toLocaleString("en-GB")} of {total.toLocaleString("en-GB")}
        {failed > 0 ? <span className="text-bad">, {failed.toLocaleString("en-GB")} failed</span> : null}
        {secondsLeft === null ? null : <span className="text-faint">, {spanText(secondsLeft)} left</span>}
      </span>
    </span>
  );
}
