"use client";

import { ChevronDown, ChevronUp, ListCollapse, ListTree, Search } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { usePayloadTree } from "./use-payload-tree.ts";

interface Props {
  tree: ReturnType<typeof usePayloadTree>;
}

export function PayloadToolbar({ tree }: Props) {
  const [position, setPosition] = useState(-1);
  const { matches } = tree;

  function step(by: number) {
    const next = (position + by + matches.length) % matches.length;
    const match = matches[next];
    if (match === undefined) return;
    setPosition(next);
    tree.goTo(match);
  }

  return (
    <div className="flex items-center gap-1 border-b px-2 py-1">
      <Search size={13} aria-hidden className="ml-1 shrink-0 text-faint" />
      <input
        aria-label="Search the payload"
        placeholder="Search keys and values"
        value={tree.query}
        onChange={(change) => {
          tree.setQuery(change.target.value);
          setPosition(-1);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
        }}
        className="focus-inset h-7 min-w-0 flex-1 rounded-sm bg-transparent px-1.5 text-strong"
      />
      {tree.query ? (
        <>
          <span aria-live="polite" className="whitespace-nowrap text-faint text-sm">
            {matches.length === 0 ? "not found" : `${position < 0 ? "" : `${position + 1} of `}${matches.length}`}
          </span>
          <IconButton
            label="Previous match"
            icon={<ChevronUp size={14} aria-hidden />}
            disabled={matches.length === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            label="Next match"
            icon={<ChevronDown size={14} aria-hidden />}
            disabled={matches.length === 0}
            onClick={() => step(1)}
          />
        </>
      ) : null}
      <IconButton
        label="Open all"
        icon={<ListTree size={14} aria-hidden />}
        onClick={() => tree.openAll(Number.POSITIVE_INFINITY)}
      />
      <IconButton label="Close all" icon={<ListCollapse size={14} aria-hidden />} onClick={() => tree.openAll(1)} />
    </div>
  );
}
