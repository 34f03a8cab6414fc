"use client";

import { Check, Copy, X } from "lucide-react";
import { IconButton } from "./icon-button.tsx";
import { useCopy } from "./use-copy.ts";

const LABEL = { copied: "Copied", refused: "The browser refused to copy", idle: "" };

/** `label` says what is copied: "Copy the payload". */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const { state, copy } = useCopy();
  return (
    <>
      <IconButton
        label={LABEL[state] || label}
        icon={<CopyIcon state={state} />}
        onClick={() => copy(text)}
        {...(className === undefined ? {} : { className })}
      />
      <span aria-live="polite" className="sr-only">
        {LABEL[state]}
      </span>
    </>
  );
}

function CopyIcon({ state }: { state: "idle" | "copied" | "refused" }) {
  if (state === "copied") return <Check size={14} aria-hidden className="text-ok" />;
  if (state === "refused") return <X size={14} aria-hidden className="text-bad" />;
  return <Copy size={14} aria-hidden />;
}
