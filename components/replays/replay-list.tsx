"use client";

import { RotateCcw } from "lucide-react";
import type { Route } from "next";
import { LiveList } from "#components/table/live-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { ReplaysTable } from "./replays-table.tsx";

export function ReplayList({ page }: { page: Page<ReplayRow> }) {
  return (
    <LiveList
      path="/replays"
      page={page}
      kinds={["replay", "delivery"]}
      noun={["replay", "replays"]}
      filters={<span className="text-faint">Stored events that an operator sent again.</span>}
      empty={
        <EmptyState
          icon={RotateCcw}
          title="Nothing was replayed yet"
          hint="Open an event and choose Replay to send it to its destinations again."
          action={<LinkButton href={"/events" as Route}>See the events</LinkButton>}
        />
      }
    >
      {(replays) => <ReplaysTable replays={replays} />}
    </LiveList>
  );
}
