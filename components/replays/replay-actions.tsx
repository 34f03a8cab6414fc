"use client";

import { Ban } from "lucide-react";
import { useState } from "react";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { CancelReplayDialog } from "./cancel-replay-dialog.tsx";
import { isOver } from "./progress-words.ts";
import { remainderScope } from "./remainder-scope.ts";
import { ReplayButton } from "./replay-button.tsx";
import { useReplay } from "./replay-context.ts";

/** While it runs it can be canceled; afterwards what did not arrive can be sent again. */
export function ReplayActions({ replay }: { replay: ReplayDetail }) {
  const [isOpen, setOpen] = useState(false);
  const { problem } = useReplay();
  const remainder = remainderScope(replay);
  const canCancel = replay.status === "queued" || replay.status === "running";
  return (
    <>
      {canCancel ? (
        <GuardedButton problem={problem} onClick={() => setOpen(true)}>
          <Ban size={14} aria-hidden />
          Cancel…
        </GuardedButton>
      ) : null}
      {isOver(replay) && remainder !== null ? (
        <ReplayButton tone="primary" scope={remainder.scope}>
          {remainder.label}
        </ReplayButton>
      ) : null}
      {isOpen ? <CancelReplayDialog replay={replay} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
