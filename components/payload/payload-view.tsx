"use client";

import { useEffect, useMemo, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { isTyping } from "#components/ui/is-typing.ts";
import { Notice } from "#components/ui/notice.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { type JsonProblem, parseJsonDocument } from "#lib/domain/json-document.ts";
import { PayloadTree } from "./payload-tree.tsx";
import { RawText } from "./raw-text.tsx";

interface Props {
  /** The authenticated text. */
  text: string;
  /** A link to the exact bytes, as a download. */
  downloadHref?: string;
}

const VIEWS = [
  { value: "tree", label: "Tree" },
  { value: "raw", label: "Raw" },
] as const;

const PROBLEM = {
  not_json: "This body is not JSON, so only its text can be shown.",
  too_deep: "This body is nested deeper than 64 levels, so only its text can be shown.",
} satisfies Record<JsonProblem, string>;

/** A payload as tree or text; "e" switches. */
export function PayloadView({ text, downloadHref }: Props) {
  const reading = useMemo(() => parseJsonDocument(text), [text]);
  const [view, setView] = useState<"tree" | "raw">("tree");
  useToggleKey(() => setView((before) => (before === "tree" ? "raw" : "tree")));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        {reading.kind === "document" ? (
          <SegmentedControl label="Payload as" options={VIEWS} value={view} onChange={setView} />
        ) : null}
        <span className="ml-auto text-faint text-sm">{text.length.toLocaleString("en-GB")} characters</span>
        <CopyButton text={text} label="Copy the payload as received" />
        {downloadHref ? (
          <a href={downloadHref} download className="text-accent hover:underline">
            Download
          </a>
        ) : null}
      </div>
      {reading.kind === "invalid" ? <Notice tone="warn">{PROBLEM[reading.problem]}</Notice> : null}
      {reading.kind === "document" && view === "tree" ? (
        <PayloadTree root={reading.root} />
      ) : (
        <RawText label="Payload as received" text={text} />
      )}
    </div>
  );
}

function useToggleKey(toggle: () => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "e" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      toggle();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}
