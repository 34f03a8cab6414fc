"use client";

import { RotateCcw } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { replayScopeOf } from "./replay-scope-of.ts";

const LABEL = "Replay the events of these…";

/** Replays what stands behind the deliveries of this list: all that match, not the rows in view. */
export function ReplayThese({ destinations }: { destinations: readonly FilterOption[] }) {
  const names = Object.fromEntries(destinations.map(({ value, label }) => [value, label]));
  const outcome = replayScopeOf(new URLSearchParams(useSearchParams()), names);
  if (outcome.kind === "scope") {
    return (
      <ReplayButton size="sm" scope={outcome.scope}>
        {LABEL}
      </ReplayButton>
    );
  }
  return (
    <GuardedButton size="sm" problem={outcome.sentence}>
      <RotateCcw size={14} aria-hidden />
      {LABEL}
    </GuardedButton>
  );
}
