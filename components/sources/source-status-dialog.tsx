"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { type OnResume, ResumeChoice } from "#components/ui/resume-choice.tsx";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { SOURCE_STATUSES, type SourceStatus } from "#lib/domain/source-status.ts";
import { PROVIDER_STEP, STATUS_CONSEQUENCE, statusAction, waitingFor } from "./source-words.ts";

export interface SourceStatusChange {
  status: SourceStatus;
  reason: string;
  /** Only when deliveries wait and the source leaves its pause. */
  onResume: OnResume | undefined;
}

interface Props {
  onClose: () => void;
  source: Pick<
    SourceRow,
    "name" | "provider" | "status" | "heldDeliveries" | "unsentDeliveries" | "refusedWhileDisabled"
  >;
  /** What is chosen at first; another status than the present one. */
  initial: SourceStatus;
  onChange: (change: SourceStatusChange) => Promise<SubmitOutcome>;
}

const MISSING_REASON = "Say why in a few words; it is shown on the source.";

/** Enabled, paused or disabled, each with what it does to what arrives, to what waits, and at the provider. */
export function SourceStatusDialog({ onClose, source, initial, onChange }: Props) {
  const [status, setStatus] = useState(initial);
  const [reason, setReason] = useState("");
  const [onResume, setOnResume] = useState<OnResume>("deliver");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ field: "reason" | "form"; message: string } | null>(null);
  const waiting = waitingFor(source);
  const action = statusAction(source.status, status);
  // Deliveries that a pause held wait on through a time of being disabled.
  const asksAboutWaiting = source.status !== "enabled" && status === "enabled" && waiting > 0;

  async function change() {
    if (reason.trim() === "") return setProblem({ field: "reason", message: MISSING_REASON });
    setBusy(true);
    const outcome = await onChange({
      status,
      reason: reason.trim(),
      onResume: asksAboutWaiting ? onResume : undefined,
    });
    setBusy(false);
    setProblem(outcome.kind === "refused" ? { field: "form", message: outcome.message } : null);
    if (outcome.kind === "done") onClose();
  }

  return (
    <Dialog
      onClose={onClose}
      title={`${action} ${source.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone={status === "disabled" ? "danger" : "primary"}
            busy={busy}
            disabled={status === source.status}
            onClick={change}
          >
            {action} {source.name}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioCards
          legend="Status"
          legendHidden
          value={status}
          onChange={setStatus}
          options={keysOf(SOURCE_STATUSES).map((value) => ({
            value,
            label: value === source.status ? `${LABEL[value]} (now)` : LABEL[value],
            hint: STATUS_CONSEQUENCE[value](source),
          }))}
        />
        {status === "disabled" ? (
          <DisableAdvice provider={source.provider} onPause={() => setStatus("paused")} />
        ) : null}
        {asksAboutWaiting ? <ResumeChoice waiting={waiting} value={onResume} onChange={setOnResume} /> : null}
        <Field
          label="Reason"
          hint="Shown on the source and in the audit log."
          error={problem?.field === "reason" ? problem.message : undefined}
        >
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(typed) => setReason(typed.target.value)} />
          )}
        </Field>
        {problem?.field === "form" ? <Notice tone="bad">{problem.message}</Notice> : null}
      </div>
    </Dialog>
  );
}

const LABEL = { enabled: "Enabled", paused: "Paused", disabled: "Disabled" } satisfies Record<SourceStatus, string>;

function DisableAdvice({ provider, onPause }: { provider: SourceRow["provider"]; onPause: () => void }) {
  return (
    <Notice
      tone="warn"
      title="This switch does not reach the provider"
      action={
        <Button size="sm" onClick={onPause}>
          Use Pause
        </Button>
      }
    >
      {PROVIDER_STEP[provider]} Only sparing downstream? Use Pause.
    </Notice>
  );
}
