"use client";

import { RotateCw } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { ACCEPT_ROLE_PROBLEM } from "./accept-role-problem.ts";
import { ReverifyDialog } from "./reverify-dialog.tsx";

interface Props {
  sources: readonly FilterOption[];
  canAccept: boolean;
}

/** Opens the dialog that verifies refused requests of a source again. */
export function ReverifyButton({ sources, canAccept }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = useSearchParams().get("source");
  if (sources.length === 0) return null;
  return (
    <>
      <GuardedButton size="sm" problem={canAccept ? null : ACCEPT_ROLE_PROBLEM} onClick={() => setOpen(true)}>
        <RotateCw size={14} aria-hidden />
        Verify again…
      </GuardedButton>
      {isOpen ? <ReverifyDialog sources={sources} source={chosen} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
