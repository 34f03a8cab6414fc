"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import type { JsonNode } from "#lib/domain/json-node.ts";
import { Highlight } from "./highlight.tsx";
import type { PayloadRow } from "./payload-row.ts";
import { displayText, leafText } from "./payload-text.ts";

export const ROW_HEIGHT = 22;
const INDENT = 16;
const MAX_INDENTS = 16;
const SHOWN_CHARACTERS = 400;

interface Props {
  domId: string;
  row: PayloadRow;
  isOpen: boolean;
  isActive: boolean;
  query: string;
  onActivate: () => void;
  onToggle: () => void;
}

const VALUE = {
  object: "text-faint",
  array: "text-faint",
  string: "text-ok",
  number: "text-accent",
  boolean: "text-held",
  null: "text-faint",
} satisfies Record<JsonNode["kind"], string>;

export function PayloadTreeRow({ domId, row, isOpen, isActive, query, onActivate, onToggle }: Props) {
  const isBranch = row.childCount > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles the keys for its active row
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus and points at its active row
    <div
      id={domId}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={isActive}
      {...(isBranch ? { "aria-expanded": isOpen } : {})}
      onClick={() => {
        onActivate();
        if (isBranch) onToggle();
      }}
      style={{ height: ROW_HEIGHT, paddingLeft: 8 + Math.min(row.depth, MAX_INDENTS) * INDENT }}
      className={clsx(
        "mono flex cursor-default items-center gap-1 overflow-hidden whitespace-pre pr-2",
        isActive ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={clsx(
          "shrink-0 text-faint transition-transform",
          !isBranch && "invisible",
          isBranch && isOpen && "rotate-90",
        )}
      />
      <Key row={row} query={query} />
      <bdi className={clsx("min-w-0 truncate", VALUE[row.node.kind], row.superseded && "line-through opacity-80")}>
        <Highlight text={leafText(row.node, SHOWN_CHARACTERS)} query={isBranch ? "" : query} />
      </bdi>
      {row.superseded ? (
        <span className="ml-1 shrink-0 rounded-sm bg-warn-soft px-1 font-sans text-warn text-xs">
          repeated key, the last counts
        </span>
      ) : null}
    </div>
  );
}

function Key({ row, query }: { row: PayloadRow; query: string }) {
  if (row.key === null) return null;
  const text = row.isIndex ? row.key : displayText(row.key === "" ? '""' : row.key);
  return (
    <bdi className={clsx("max-w-[60%] shrink-0 truncate", row.isIndex ? "text-faint" : "text-strong")}>
      <Highlight text={text} query={query} />
      <span className="text-faint">:</span>
    </bdi>
  );
}
