"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { plural } from "#components/ui/plural.ts";
import { ReasonField } from "#components/ui/reason-field.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";

interface Props {
  delivery: DeliveryRow;
  onClose: () => void;
}

export function CancelDeliveryDialog({ delivery, onClose }: Props) {
  const [reason, setReason] = useState("");
  const run = useCommand();
  const send = () => apiClient.post(`/deliveries/${delivery.id}/cancel`, reason.trim() ? { reason } : {});
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Cancel the delivery to ${delivery.destination}`}
      tone="danger"
      confirmLabel="Cancel the delivery"
      onConfirm={() => run(send, () => ({ title: "Canceled: nothing more is sent" }))}
    >
      <p>
        {delivery.attemptCount === 0
          ? "Nothing was sent yet, and nothing will be."
          : `${plural(delivery.attemptCount, "attempt")} went out and ${delivery.attemptCount === 1 ? "stays" : "stay"} sent; no further one follows.`}{" "}
        It stays listed as canceled and can be redelivered or replayed later.
      </p>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
