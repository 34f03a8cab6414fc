import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TableSkeleton } from "#components/ui/table-skeleton.tsx";

const FILTERS = ["w-20", "w-28", "w-16", "w-24", "w-20"];

/** The shape of a list page while it loads. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <PageBody kind="list">
      <ListToolbar>
        {FILTERS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are never reordered
          <Skeleton key={index} className={`h-7 ${width}`} />
        ))}
      </ListToolbar>
      <TableSkeleton label={label} rows={18} />
    </PageBody>
  );
}
