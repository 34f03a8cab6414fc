"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { RedeliverDialog } from "#components/deliveries/redeliver-dialog.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";

const ROLE_PROBLEM = "Your role may look at deliveries, not change them. Ask an operator or admin.";

export function RedeliverButton({ delivery, canWrite }: { delivery: DeliveryRow; canWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <GuardedButton size="sm" problem={canWrite ? null : ROLE_PROBLEM} onClick={() => setOpen(true)}>
        <RotateCw size={14} aria-hidden />
        Redeliver…
      </GuardedButton>
      {isOpen ? <RedeliverDialog delivery={delivery} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
