"use client";

import { Command } from "cmdk";
import {
  ArrowRightLeft,
  BookUser,
  Building2,
  DoorOpen,
  FileStack,
  Landmark,
  type LucideIcon,
  RadioTower,
  RotateCcw,
  Send,
  Tag,
  UserRound,
  Webhook,
} from "lucide-react";
import type { Route } from "next";
import type { SearchHit } from "#lib/domain/api/search.ts";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";
import { hitValue } from "./palette-order.ts";
import type { SearchState } from "./use-search.ts";

const ICONS = {
  business: Building2,
  connection: Landmark,
  user: UserRound,
  resource: FileStack,
  directory: BookUser,
  event: Webhook,
  request: DoorOpen,
  delivery: Send,
  replay: RotateCcw,
  source: RadioTower,
  destination: ArrowRightLeft,
  subject: Tag,
} satisfies Record<SearchHit["kind"], LucideIcon>;

interface Props {
  found: SearchState;
  text: string;
  go: (to: Route) => void;
}

/** What the typed text is, or is a part of. */
export function SearchGroup({ found, text, go }: Props) {
  if (found.kind !== "found" || found.hits.length === 0) return null;
  return (
    <Command.Group heading="Found" className={PALETTE_GROUP}>
      {found.hits.map((hit, index) => (
        <PaletteItem
          key={hitValue(hit, index, text)}
          value={hitValue(hit, index, text)}
          onSelect={() => go(hit.url as Route)}
        >
          <HitText hit={hit} />
        </PaletteItem>
      ))}
    </Command.Group>
  );
}

function HitText({ hit: { kind, what, title, detail } }: { hit: SearchHit }) {
  const Icon = ICONS[kind];
  return (
    <>
      <Icon size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate">
        <span className="text-faint">{what} · </span>
        <bdi className="text-strong">{title}</bdi>
        {detail === null ? null : <span className="text-faint text-sm"> · {detail}</span>}
      </span>
    </>
  );
}

/** How the search is going, where there is something to say. */
export function SearchNote({ found }: { found: SearchState }) {
  const text = noteOf(found);
  return (
    <p aria-live="polite" className={text === null ? "sr-only" : "border-t px-3.5 py-2 text-faint text-sm"}>
      {text ?? (found.kind === "found" ? `${found.hits.length} found` : "")}
    </p>
  );
}

function noteOf(found: SearchState): string | null {
  switch (found.kind) {
    case "idle":
      return null;
    case "searching":
      return "Searching…";
    case "failed":
      return `The search did not work. ${found.message}`;
    case "found":
      return found.isIncomplete ? "There is too much to look through for parts of ids: type the whole id." : null;
  }
}
