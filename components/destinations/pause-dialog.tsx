"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { type OnResume, ResumeChoice } from "#components/ui/resume-choice.tsx";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";

export interface PauseChange {
  paused: boolean;
  reason: string | undefined;
  /** Only when deliveries wait and the destination resumes. */
  onResume: OnResume | undefined;
}

interface Props {
  onClose: () => void;
  destination: Pick<DestinationDetail, "name" | "paused" | "heldByPause" | "pending">;
  onChange: (change: PauseChange) => Promise<SubmitOutcome>;
}

/** Pauses a running destination, resumes a paused one. */
export function PauseDialog({ onClose, destination, onChange }: Props) {
  const [reason, setReason] = useState("");
  const [onResume, setOnResume] = useState<OnResume>("deliver");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const action = destination.paused ? "Resume" : "Pause";
  const asksAboutWaiting = destination.paused && destination.heldByPause > 0;

  async function change() {
    setBusy(true);
    const outcome = await onChange({
      paused: !destination.paused,
      reason: reason.trim() || undefined,
      onResume: asksAboutWaiting ? onResume : undefined,
    });
    setBusy(false);
    setRefusal(outcome.kind === "refused" ? outcome.message : null);
    if (outcome.kind === "done") onClose();
  }

  return (
    <Dialog
      onClose={onClose}
      title={`${action} ${destination.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} onClick={change}>
            {action} {destination.name}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{consequence(destination)}</p>
        {asksAboutWaiting ? (
          <ResumeChoice waiting={destination.heldByPause} value={onResume} onChange={setOnResume} />
        ) : null}
        <Field label="Reason" optional hint="Shown on the destination and in the audit log.">
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(typed) => setReason(typed.target.value)} />
          )}
        </Field>
        {refusal ? <Notice tone="bad">{refusal}</Notice> : null}
      </div>
    </Dialog>
  );
}

function consequence({ paused, heldByPause, pending }: Props["destination"]): string {
  if (paused && heldByPause === 0) return "New deliveries are sent again from now on. None waits.";
  if (paused) return "New deliveries are sent again from now on. Choose what happens to those that waited.";
  const waiting =
    pending > 0
      ? ` ${plural(pending, "delivery", "deliveries")} that would be sent now ${pending === 1 ? "waits" : "wait"} too.`
      : "";
  return `Events still arrive and are kept; nothing is sent to this destination.${waiting} Nothing is lost.`;
}
