"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { formatRelative } from "#components/ui/format-time.ts";
import { Status } from "#components/ui/status.tsx";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import { DELIVERY_LOOKS } from "./delivery-looks.ts";

interface Props {
  status: DeliveryStatus;
  /** ISO 8601; said when a retry is scheduled. */
  nextAttemptAt?: string | null;
  variant?: "soft" | "plain";
}

export function DeliveryState({ status, nextAttemptAt = null, variant = "soft" }: Props) {
  const when = useClockText((now) => retryText(nextAttemptAt, now));
  const look = DELIVERY_LOOKS[status];
  return (
    <Status look={look} variant={variant}>
      {status === "retry_scheduled" && when ? when : look.label}
    </Status>
  );
}

function retryText(at: string | null, now: number): string {
  if (at === null) return "";
  return Date.parse(at) <= now ? "Retry due" : `Retry ${formatRelative(at, now)}`;
}
