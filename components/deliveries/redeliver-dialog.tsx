"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { plural } from "#components/ui/plural.ts";
import { ReasonField } from "#components/ui/reason-field.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DeliveryDetail, DeliveryRow } from "#lib/domain/api/deliveries.ts";

type Redelivered = DeliveryRow & Partial<Pick<DeliveryDetail, "probeCount" | "breaker">>;

interface Props {
  /** As its own page knows it, or a list. */
  delivery: Redelivered;
  onClose: () => void;
}

/** One more attempt of this delivery, now. */
export function RedeliverDialog({ delivery, onClose }: Props) {
  const [reason, setReason] = useState("");
  const run = useCommand();
  const send = () => apiClient.post(`/deliveries/${delivery.id}/redeliver`, reason.trim() ? { reason } : {});
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Redeliver ${delivery.eventType} to ${delivery.destination}`}
      confirmLabel="Send one more attempt"
      onConfirm={() =>
        run(send, () => ({ title: "One more attempt is due", description: "Its outcome appears here by itself." }))
      }
    >
      <p>
        The body and the <code className="mono">webhook-id</code> stay the same.
        {delivery.status === "succeeded"
          ? " It has arrived before: a receiver that drops repeated ids will ignore it."
          : ""}
      </p>
      <p>{ifThatFails(delivery)}</p>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}

/** A redelivery counts as an attempt of the schedule; what the schedule still holds then may follow it. */
function ifThatFails({ attemptCount, probeCount = 0, maxAttempts, status, breaker, destination }: Redelivered): string {
  const isSpared = breaker !== undefined && breaker.state !== "closed";
  const left = Math.max(0, maxAttempts - 1 - (attemptCount - probeCount));
  const then = left === 0 ? "is dead-lettered" : `is retried, up to ${plural(left, "time")}`;
  return [
    status === "retry_scheduled" ? "It takes the place of the retry that is scheduled." : "",
    isSpared ? `${destination} is being spared, so it waits until that is over.` : "",
    `If it fails, the delivery ${then}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
