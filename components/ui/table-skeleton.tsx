import { Skeleton } from "./skeleton.tsx";

const WIDTHS = ["w-40", "w-56", "w-48", "w-36", "w-52"];

/** The shape of a list while it loads: same row height as the table that will replace it. */
export function TableSkeleton({ rows = 12, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={`Loading ${label}`} className="border-t">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical and never reordered
        <div key={row} className="flex h-8 items-center gap-6 border-b px-3">
          <Skeleton className="h-3 w-16" />
          <Skeleton className={`h-3 ${WIDTHS[row % WIDTHS.length]}`} />
          <Skeleton className="h-3 w-28 max-md:hidden" />
          <Skeleton className="ml-auto h-3 w-20" />
        </div>
      ))}
    </div>
  );
}
