"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ReasonField } from "#components/ui/reason-field.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";

interface Props {
  delivery: DeliveryRow;
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
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
