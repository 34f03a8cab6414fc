import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { NeedsPerson } from "#lib/domain/api/overview.ts";

/** What a person has to look at, each with the page that shows it. */
export function NeedsPersonList({ items }: { items: readonly NeedsPerson[] }) {
  if (items.length === 0) {
    return (
      <EmptyState
        title="Nothing needs a person"
        hint="Dead letters, refusals, silent sources and the work queue would be listed here."
      />
    );
  }
  return (
    <ul className="divide-y divide-line border-y">
      {items.map((item) => (
        <li key={`${item.kind}-${item.url}`}>
          <Link
            // The address comes from our own API, which names console pages only.
            href={item.url as Route}
            className="focus-inset flex min-h-10 items-center gap-3 px-1 py-2 hover:bg-hover"
          >
            <span className="w-10 shrink-0 text-right font-medium text-strong">
              {item.count.toLocaleString("en-GB")}
            </span>
            <span className="min-w-0 flex-1 break-words text-strong">{item.title}</span>
            {item.oldestAt ? (
              <span className="shrink-0 text-faint max-sm:hidden">
                oldest <TimeAgo at={item.oldestAt} />
              </span>
            ) : null}
            <ChevronRight size={14} aria-hidden className="shrink-0 text-faint" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
