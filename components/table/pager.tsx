import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";

interface Props {
  /** "50 events". */
  summary: ReactNode;
  /** Back to the first page; null when this is it. */
  newestHref: Route | null;
  /** Null on the oldest page. */
  olderHref: Route | null;
  /** What the two are called in a list that is not ordered by age. */
  labels?: readonly [first: string, next: string];
}

/** Keyset paging: towards the oldest or back to the newest, never by number, so that arriving rows shift nothing. */
export function Pager({ summary, newestHref, olderHref, labels = ["Newest", "Older"] }: Props) {
  return (
    <nav aria-label="Pages" className="gutter flex h-11 shrink-0 items-center justify-between gap-3">
      <span className="truncate text-faint">{summary}</span>
      <span className="flex gap-2">
        <PageLink href={newestHref}>
          <ChevronLeft size={14} aria-hidden /> {labels[0]}
        </PageLink>
        <PageLink href={olderHref}>
          {labels[1]} <ChevronRight size={14} aria-hidden />
        </PageLink>
      </span>
    </nav>
  );
}

function PageLink({ href, children }: { href: Route | null; children: ReactNode }) {
  if (href === null)
    return (
      <span aria-disabled className={`${buttonStyle("secondary", "sm")} opacity-45`}>
        {children}
      </span>
    );
  return (
    <Link href={href} className={buttonStyle("secondary", "sm")}>
      {children}
    </Link>
  );
}
