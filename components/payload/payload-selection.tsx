"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";
import type { PayloadRow } from "./payload-row.ts";
import { displayText, leafText, nodeText } from "./payload-text.ts";

const SHOWN_CHARACTERS = 2000;

/** The active row in full: its path, its whole value, both to copy. */
export function PayloadSelection({ row }: { row: PayloadRow }) {
  const isLong = row.childCount === 0 && leafText(row.node, SHOWN_CHARACTERS).length > 60;
  return (
    <div className="border-t px-3 py-1.5">
      <div className="flex items-center gap-1">
        <bdi className="mono min-w-0 flex-1 truncate text-faint">
          {row.path === "" ? "the whole payload" : displayText(row.path)}
        </bdi>
        {row.path === "" ? null : <Copy text={row.path} label="Copy the path" word="path" />}
        <Copy text={copyText(row)} label="Copy the value" word="value" />
      </div>
      {isLong ? (
        <pre className="mono mb-1 max-h-32 overflow-y-auto whitespace-pre-wrap break-all text-strong">
          {leafText(row.node, SHOWN_CHARACTERS)}
        </pre>
      ) : null}
    </div>
  );
}

function Copy({ text, label, word }: { text: string; label: string; word: string }) {
  return (
    <span className="flex shrink-0 items-center text-faint text-sm">
      {word}
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** A string is copied bare, everything else as JSON. */
function copyText(row: PayloadRow): string {
  return row.node.kind === "string" ? row.node.value : nodeText(row.node);
}
