"use client";

import { Check, Copy, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { useCopy } from "#components/ui/use-copy.ts";

const LOOKS = {
  idle: { icon: Copy, label: "Copy summary" },
  copied: { icon: Check, label: "Copied" },
  refused: { icon: X, label: "The browser refused to copy" },
};

/** Copies what the page says as plain text, to paste into a ticket. */
export function CopySummary({ text }: { text: string }) {
  const { state, copy } = useCopy();
  const { icon: Icon, label } = LOOKS[state];
  return (
    <Button size="sm" onClick={() => void copy(text)}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{label}</span>
    </Button>
  );
}
