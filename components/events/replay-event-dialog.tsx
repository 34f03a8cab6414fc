"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import type { ReplayChoice } from "#lib/domain/replay-choices.ts";

/** What was chosen in the dialog. */
export interface ReplayOrder {
  destinationIds: string[];
  reason: string | undefined;
}

interface Props {
  onClose: () => void;
  eventType: string;
  targets: readonly ReplayChoice[];
  onReplay: (order: ReplayOrder) => Promise<SubmitOutcome>;
}

/** Sends one stored event again: the title says what and where to, the button counts. */
export function ReplayEventDialog({ onClose, eventType, targets, onReplay }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(targets.filter((target) => target.isMatching).map((target) => target.id)),
  );
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const names = targets.filter((target) => chosen.has(target.id));

  async function replay() {
    setBusy(true);
    const outcome = await onReplay({ destinationIds: [...chosen], reason: reason.trim() || undefined });
    setBusy(false);
    setRefusal(outcome.kind === "refused" ? outcome.message : null);
    if (outcome.kind === "done") onClose();
  }

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  return (
    <Dialog
      onClose={onClose}
      title={`Replay ${eventType} to ${listNames(names.map((target) => target.name))}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} disabled={chosen.size === 0} onClick={replay}>
            Send {plural(chosen.size, "delivery", "deliveries")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {targets.length === 0 ? (
          <Notice tone="warn">There is no destination to send it to. Create one first.</Notice>
        ) : (
          <fieldset className="flex flex-col gap-2.5">
            <legend className="mb-2 font-medium text-strong">Destinations</legend>
            {targets.map((target) => (
              <CheckField
                key={target.id}
                label={target.name}
                hint={target.note}
                checked={chosen.has(target.id)}
                onChange={() => toggle(target.id)}
              />
            ))}
          </fieldset>
        )}
        {names.some((target) => target.deliveredBefore > 0) ? (
          <p>
            The body and the <code className="mono">webhook-id</code> stay the same, so a receiver that drops repeated
            ids will ignore what it has accepted before.
          </p>
        ) : null}
        <Field label="Reason" optional hint="Shown on the replay and in the audit log.">
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(change) => setReason(change.target.value)} />
          )}
        </Field>
        {refusal ? <Notice tone="bad">{refusal}</Notice> : null}
      </div>
    </Dialog>
  );
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return "no destination";
  if (names.length > 3) return `${names.length} destinations`;
  return names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
