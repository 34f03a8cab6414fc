"use client";

import { Command } from "cmdk";
import { RotateCcw } from "lucide-react";
import { useReplay } from "#components/replays/replay-context.ts";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";

/** What can be done from everywhere. */
export function ActionGroup({ close }: { close: () => void }) {
  const { problem, openOffered } = useReplay();
  if (problem !== null) return null;
  function replay() {
    close();
    openOffered();
  }
  return (
    <Command.Group heading="Do" className={PALETTE_GROUP}>
      <PaletteItem value="Replay…" onSelect={replay}>
        <RotateCcw size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
        Replay…
      </PaletteItem>
    </Command.Group>
  );
}
