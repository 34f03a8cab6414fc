"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import { findCancelProblem, findRedeliverProblem } from "#lib/domain/delivery-command-rules.ts";
import { CancelDeliveryDialog } from "./cancel-delivery-dialog.tsx";
import { RedeliverDialog } from "./redeliver-dialog.tsx";

interface Props {
  delivery: DeliveryDetail;
  /** Whether the operator's role allows either. */
  canWrite: boolean;
}

const ROLE_PROBLEM = "Your role may look at deliveries, not change them. Ask an operator or admin.";

/** What can be done with a delivery now; what cannot says why. */
export function DeliveryActions({ delivery, canWrite }: Props) {
  const [open, setOpen] = useState<"redeliver" | "cancel" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <GuardedButton
        problem={canWrite ? findCancelProblem(delivery.status) : ROLE_PROBLEM}
        onClick={() => setOpen("cancel")}
      >
        Cancel…
      </GuardedButton>
      <GuardedButton
        tone="primary"
        problem={canWrite ? redeliverProblem(delivery) : ROLE_PROBLEM}
        onClick={() => setOpen("redeliver")}
      >
        <RotateCw size={14} aria-hidden />
        Redeliver…
      </GuardedButton>
      {open === "redeliver" ? <RedeliverDialog delivery={delivery} onClose={close} /> : null}
      {open === "cancel" ? <CancelDeliveryDialog delivery={delivery} onClose={close} /> : null}
    </>
  );
}

function redeliverProblem(delivery: DeliveryDetail): string | null {
  const { status, destination, isDestinationDeleted, replayId, destinationPause, sourcePause } = delivery;
  return findRedeliverProblem({
    status,
    isReplay: replayId !== null,
    isSourcePaused: sourcePause !== null,
    destination: {
      name: destination,
      isPaused: destinationPause !== null,
      isDeleted: isDestinationDeleted,
      isSpared: delivery.reason === "breaker",
    },
  });
}
