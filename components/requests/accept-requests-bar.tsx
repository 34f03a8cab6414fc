"use client";

import { useState } from "react";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { AcceptRequestsDialog } from "./accept-requests-dialog.tsx";
import { ACCEPT_ROLE_PROBLEM } from "./accept-role-problem.ts";

/** Requests of a source that were refused and are kept in full. */
export interface KeptRequests {
  slug: string;
  name: string;
  count: number;
}

interface Props {
  kept: readonly KeptRequests[];
  canAccept: boolean;
}

/** Says what waits to be accepted, a line for each source. */
export function AcceptRequestsBar({ kept, canAccept }: Props) {
  const [open, setOpen] = useState<KeptRequests | null>(null);
  if (kept.length === 0) return null;
  return (
    <div className="gutter flex flex-col gap-2 pb-3">
      {kept.map((source) => (
        <Notice
          key={source.slug}
          tone="warn"
          action={
            <GuardedButton size="sm" problem={canAccept ? null : ACCEPT_ROLE_PROBLEM} onClick={() => setOpen(source)}>
              Accept them…
            </GuardedButton>
          }
        >
          {plural(source.count, "request")} to {source.name} {source.count === 1 ? "was" : "were"} refused and kept in
          full. Nothing is lost.
        </Notice>
      ))}
      {open === null ? null : <AcceptRequestsDialog source={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
