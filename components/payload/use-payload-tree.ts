"use client";

import { useMemo, useState } from "react";
import type { JsonNode } from "#lib/domain/json-node.ts";
import { type PayloadRow, visibleRows } from "./payload-row.ts";
import { leafText } from "./payload-text.ts";

const OPEN_ALL_UP_TO = 1000;
const OPEN_DEPTH = 2;
const SEARCHED_CHARACTERS = 10_000;

/** What is open, what is active and what a search has found in a payload. */
export function usePayloadTree(root: JsonNode) {
  const all = useMemo(() => visibleRows(root, () => true), [root]);
  const defaultDepth = all.length <= OPEN_ALL_UP_TO ? Number.POSITIVE_INFINITY : OPEN_DEPTH;
  const [depth, setDepth] = useState(defaultDepth);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState("0");
  const [query, setQuery] = useState("");

  const isOpen = (row: PayloadRow) => row.depth < depth !== toggled.has(row.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: isOpen is made of depth and toggled
  const rows = useMemo(() => visibleRows(root, isOpen), [root, depth, toggled]);
  const matches = useMemo(() => (query === "" ? [] : all.filter((row) => matchesQuery(row, query))), [all, query]);
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );

  function toggle(row: PayloadRow) {
    setToggled((before) => (before.has(row.id) ? without(before, row.id) : new Set(before).add(row.id)));
  }

  function openAll(toDepth: number) {
    setDepth(toDepth);
    setToggled(new Set());
  }

  /** Makes a row active and opens everything above it. */
  function goTo(row: PayloadRow) {
    const closed = ancestorsOf(row, all).filter((ancestor) => !isOpen(ancestor));
    setToggled((before) => closed.reduce((set, ancestor) => flip(set, ancestor.id), before));
    setActiveId(row.id);
  }

  return { rows, total: all.length, isOpen, toggle, openAll, activeIndex, setActiveId, query, setQuery, matches, goTo };
}

function matchesQuery(row: PayloadRow, query: string): boolean {
  const wanted = query.toLowerCase();
  if (row.key?.toLowerCase().includes(wanted)) return true;
  return row.childCount === 0 && leafText(row.node, SEARCHED_CHARACTERS).toLowerCase().includes(wanted);
}

function ancestorsOf(row: PayloadRow, all: readonly PayloadRow[]): PayloadRow[] {
  return all.filter((other) => row.id.startsWith(`${other.id}.`));
}

function flip(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? without(set, id) : new Set(set).add(id);
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(set);
  rest.delete(id);
  return rest;
}
