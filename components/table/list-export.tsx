"use client";

import { Check, Copy, Download, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { useCopy } from "#components/ui/use-copy.ts";

interface Props {
  /** Of the API, such as `/connections`. */
  path: string;
  /** The rows on screen as tab separated text. */
  rowsText: () => string;
}

const COPY_LOOKS = {
  idle: { icon: Copy, label: "Copy", className: "" },
  copied: { icon: Check, label: "Copied", className: "text-ok" },
  refused: { icon: X, label: "Not copied", className: "text-bad" },
};

/** Takes a list along: the rows on screen for a spreadsheet or a chat, or all that match as CSV. */
export function ListExport({ path, rowsText }: Props) {
  const { state, copy } = useCopy();
  const { icon: Icon, label, className } = COPY_LOOKS[state];
  const params = new URLSearchParams(useSearchParams());
  for (const name of ["cursor", "limit"]) params.delete(name);
  params.set("format", "csv");
  return (
    <>
      <Button
        tone="ghost"
        size="sm"
        title={state === "refused" ? "The browser refused to copy" : "Copy the rows on this page"}
        onClick={() => copy(rowsText())}
      >
        <Icon size={14} aria-hidden className={className} />
        <span aria-live="polite">{label}</span>
      </Button>
      <a
        href={`/api/v1${path}?${params}`}
        download
        title="Download all rows that match as CSV"
        className={buttonStyle("ghost", "sm")}
      >
        <Download size={14} aria-hidden /> CSV
      </a>
    </>
  );
}
