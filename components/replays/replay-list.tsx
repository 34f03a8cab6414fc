"use client";

import { RotateCcw } from "lucide-react";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { LiveList } from "#components/table/live-list.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { ReplayFilters } from "./replay-filters.tsx";
import { ReplaysTable } from "./replays-table.tsx";

export function ReplayList({ page, isFiltered }: { page: Page<ReplayRow>; isFiltered: boolean }) {
  return (
    <LiveList
      path="/replays"
      page={page}
      kinds={["replay", "delivery"]}
      noun={["replay", "replays"]}
      filters={<ReplayFilters />}
      empty={isFiltered ? <NoneInPhase /> : <NoReplays />}
    >
      {(replays) => <ReplaysTable replays={replays} />}
    </LiveList>
  );
}

const NONE: Readonly<Record<string, { title: string; hint: string }>> = {
  ongoing: { title: "No replay is under way", hint: "Those that were sent or canceled are under Finished." },
  finished: { title: "No replay has finished yet", hint: "Those that are being sent are under Ongoing." },
};

function NoneInPhase() {
  const none = NONE[useSearchParams().get("status") ?? ""];
  return none === undefined ? <NoMatch noun="replays" /> : <EmptyState icon={RotateCcw} {...none} />;
}

function NoReplays() {
  return (
    <EmptyState
      icon={RotateCcw}
      title="Nothing was replayed yet"
      hint="Filter or select events, or open one, and choose Replay to send them to their destinations again."
      action={<LinkButton href={"/events" as Route}>See the events</LinkButton>}
    />
  );
}
