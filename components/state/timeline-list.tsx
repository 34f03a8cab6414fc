"use client";

import { useEffect, useMemo, useRef } from "react";
import { NewRowsButton } from "#components/table/new-rows-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { DayLine, EventLine } from "./timeline-line.tsx";
import { type TimelineOrder, timelineLines } from "./timeline-lines.ts";
import { usePageAsOf } from "./use-page-as-of.ts";
import { usePageWindow } from "./use-page-window.ts";
import { useTimelineRows } from "./use-timeline-rows.ts";

interface Props {
  path: string;
  /** Without cursor and limit. Another one is another list: render it with another key. */
  query: Readonly<Record<string, string>> & { order: TimelineOrder };
  page: Page<TimelineRow>;
}

/** How many lines before the end the next page is asked for. */
const AHEAD = 200;

/** The events line by line; reads on while the page scrolls and draws only what is in sight. */
export function TimelineList({ path, query, page }: Props) {
  const pageAsOf = usePageAsOf(query.order);
  const list = useRef<HTMLOListElement>(null);
  const timeline = useTimelineRows(path, query, page);
  const lines = useMemo(() => timelineLines(timeline.rows, query.order), [timeline.rows, query.order]);
  const view = usePageWindow(list, lines.length);

  const { readMore, nextCursor, problem } = timeline;
  const isNearEnd = view.to >= lines.length - AHEAD;
  useEffect(() => {
    if (isNearEnd && nextCursor !== null && problem === null) readMore();
  });

  if (lines.length === 0) return <p className="border-t py-6 text-faint">Nothing of this kind was heard.</p>;
  return (
    <div className="relative">
      <div className="pointer-events-none absolute inset-x-0 top-1 z-20 flex justify-center *:pointer-events-auto">
        <NewRowsButton count={timeline.newCount} onShow={timeline.showNew} />
      </div>
      <ol
        ref={list}
        aria-label="Events"
        style={{
          paddingTop: view.from * view.lineHeight,
          paddingBottom: (lines.length - view.to) * view.lineHeight,
          overflowAnchor: "none",
        }}
      >
        {lines
          .slice(view.from, view.to)
          .map((line) =>
            line.kind === "day" ? (
              <DayLine key={line.key} text={line.text} />
            ) : (
              <EventLine key={line.key} row={line.row} at={line.at} pageAsOf={pageAsOf} />
            ),
          )}
      </ol>
      <TimelineEnd isComplete={nextCursor === null} problem={problem} onRetry={readMore} />
    </div>
  );
}

function TimelineEnd(props: { isComplete: boolean; problem: string | null; onRetry: () => void }) {
  if (props.problem !== null) {
    return (
      <div className="py-3">
        <Notice
          tone="bad"
          title="Older events could not be read"
          action={
            <Button size="sm" onClick={props.onRetry}>
              Try again
            </Button>
          }
        >
          {props.problem}
        </Notice>
      </div>
    );
  }
  return (
    <p className="py-3 text-center text-faint text-sm" aria-live="polite">
      {props.isComplete ? "That is all of it." : "Reading older events…"}
    </p>
  );
}
