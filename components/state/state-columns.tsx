import { SourceCell } from "#components/sources/source-cell.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";

/** Left out where all rows are of one source. */
export const SOURCE_COLUMN: DataColumn<Pick<BusinessRow, "sourceName" | "environment">> = {
  id: "source",
  header: "Source",
  width: "w-26",
  narrow: "hide",
  cell: (row) => <SourceCell {...row} />,
};

export const EVENT_COUNT_COLUMN: DataColumn<Pick<BusinessRow, "eventCount">> = {
  id: "events",
  header: "Events",
  width: "w-20",
  align: "end",
  narrow: "hide",
  cell: ({ eventCount }) => eventCount.toLocaleString("en-GB"),
};

export const LAST_EVENT_COLUMN: DataColumn<Pick<BusinessRow, "lastEventAt">> = {
  id: "last",
  header: "Last event",
  width: "w-26",
  align: "end",
  narrow: "aside",
  cell: ({ lastEventAt }) => <TimeAgo at={lastEventAt} className="text-faint" />,
};
