"use client";

import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import type { JsonNode } from "#lib/domain/json-node.ts";
import type { PayloadRow } from "./payload-row.ts";
import { PayloadSelection } from "./payload-selection.tsx";
import { PayloadToolbar } from "./payload-toolbar.tsx";
import { PayloadTreeRow, ROW_HEIGHT } from "./payload-tree-row.tsx";
import { usePayloadTree } from "./use-payload-tree.ts";
import { useWindow } from "./use-window.ts";

const MAX_HEIGHT = 484;

/** A payload as it was sent: order, repeated keys and number texts intact. Only the rows in sight are drawn. */
export function PayloadTree({ root }: { root: JsonNode }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const tree = usePayloadTree(root);
  const height = Math.min(MAX_HEIGHT, tree.rows.length * ROW_HEIGHT + 8);
  const view = useWindow(box, tree.rows.length, ROW_HEIGHT, height);
  const active = tree.rows[tree.activeIndex];

  const { reveal } = view;
  useEffect(() => reveal(tree.activeIndex), [reveal, tree.activeIndex]);

  function onKeyDown(event: KeyboardEvent) {
    if (active === undefined) return;
    const target = rowForKey(event.key, active, tree.activeIndex, tree.rows);
    const turns = active.childCount > 0 && togglesOnKey(event.key, tree.isOpen(active));
    if (target === undefined && !turns) return;
    event.preventDefault();
    if (turns) tree.toggle(active);
    else if (target) tree.setActiveId(target.id);
  }

  return (
    <div className="rounded-md border bg-surface">
      <PayloadToolbar tree={tree} />
      <div
        ref={box}
        role="tree"
        tabIndex={0}
        aria-label="Payload"
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
        style={{ height }}
        className="focus-inset overflow-y-auto overflow-x-hidden py-1"
      >
        <div role="presentation" style={{ height: view.from * ROW_HEIGHT }} />
        {tree.rows.slice(view.from, view.to).map((row) => (
          <PayloadTreeRow
            key={row.id}
            domId={`${id}-${row.id}`}
            row={row}
            isOpen={tree.isOpen(row)}
            isActive={row.id === active?.id}
            query={tree.query}
            onActivate={() => tree.setActiveId(row.id)}
            onToggle={() => tree.toggle(row)}
          />
        ))}
        <div role="presentation" style={{ height: (tree.rows.length - view.to) * ROW_HEIGHT }} />
      </div>
      {active ? <PayloadSelection row={active} /> : null}
    </div>
  );
}

function rowForKey(
  key: string,
  active: PayloadRow,
  index: number,
  rows: readonly PayloadRow[],
): PayloadRow | undefined {
  switch (key) {
    case "ArrowDown":
      return rows[Math.min(index + 1, rows.length - 1)];
    case "ArrowUp":
      return rows[Math.max(index - 1, 0)];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowLeft":
      return rows.find((row) => row.id === active.parentId);
    case "ArrowRight":
      return rows[index + 1]?.parentId === active.id ? rows[index + 1] : undefined;
    default:
      return undefined;
  }
}

function togglesOnKey(key: string, isOpen: boolean): boolean {
  if (key === "Enter" || key === " ") return true;
  return key === (isOpen ? "ArrowLeft" : "ArrowRight");
}
