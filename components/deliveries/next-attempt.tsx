"use client";

import { useClockText } from "#components/ui/clock.tsx";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import { ifItFails } from "#lib/domain/delivery-steps.ts";
import { countdown } from "./countdown.ts";

/** When the next attempt is made, counted down, and what follows if it fails. Nothing once nothing is to come. */
export function NextAttempt({ delivery }: { delivery: DeliveryDetail }) {
  const { status, reason, nextAttemptAt, attemptCount, laterRetries } = delivery;
  const text = useClockText((now) => (nextAttemptAt === null ? "" : (countdown(nextAttemptAt, now) ?? "now")));
  const isScheduled = status === "pending" || status === "retry_scheduled";
  if (!isScheduled || reason === "breaker" || nextAttemptAt === null) return null;
  return (
    <p className="text-normal">
      Attempt {attemptCount + 1} is due {text === "now" ? "" : "in "}
      <span className="font-medium text-strong tabular-nums">{text}</span>.{" "}
      {laterRetries.length === 0 ? "No retry is left after it." : `It is given up ${lowered(ifItFails(laterRetries))}`}
    </p>
  );
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
