"use client";

import { href } from "#components/layout/href.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { replayName } from "./replay-name.ts";
import { ReplayState } from "./replay-state.tsx";

const COLUMNS: readonly DataColumn<ReplayRow>[] = [
  {
    id: "name",
    header: "Replay",
    narrow: "lead",
    cell: (replay) => <span className="font-medium">{replayName(replay)}</span>,
  },
  {
    id: "status",
    header: "Status",
    width: "w-[20%]",
    narrow: "detail",
    cell: (replay) => <ReplayState replay={replay} variant="plain" />,
  },
  {
    id: "progress",
    header: "Deliveries",
    width: "w-[18%]",
    narrow: "detail",
    cell: ({ processed, total }) => `${processed} of ${plural(total, "delivery", "deliveries")}`,
  },
  { id: "who", header: "Started by", width: "w-[20%]", narrow: "detail", cell: ({ createdBy }) => createdBy },
  {
    id: "at",
    header: "Started",
    width: "w-28",
    align: "end",
    narrow: "aside",
    cell: ({ createdAt }) => <TimeAgo at={createdAt} className="text-faint" />,
  },
];

/** Who replayed what, when and why. */
export function ReplaysTable({ replays }: { replays: readonly ReplayRow[] }) {
  return (
    <DataTable
      label="Replays"
      fill
      rows={replays}
      columns={COLUMNS}
      rowId={(replay) => replay.id}
      rowLabel={replayName}
      rowHref={(replay) => href.replay(replay.id)}
    />
  );
}
