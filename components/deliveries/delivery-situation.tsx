import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { Notice } from "#components/ui/notice.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import { NextAttempt } from "./next-attempt.tsx";

const TONE = {
  pending: "quiet",
  in_progress: "accent",
  retry_scheduled: "warn",
  succeeded: "ok",
  dead_lettered: "bad",
  held: "held",
  canceled: "quiet",
  discarded: "quiet",
} satisfies Record<DeliveryStatus, Tone>;

/** Where a delivery stands and since when, what went wrong last, what to do about it, and what comes next. */
export function DeliverySituation({ delivery }: { delivery: DeliveryDetail }) {
  const { status, since, explanation, reason } = delivery;
  const failure = status === "succeeded" ? null : lastFailure(delivery);
  return (
    <Notice
      tone={reason === "breaker" ? "warn" : TONE[status]}
      title={explanation}
      action={<WhatHolds delivery={delivery} />}
    >
      {failure ? (
        <p>
          Last time: {failure.what} {failure.todo}
        </p>
      ) : null}
      <NextAttempt delivery={delivery} />
      {since === null ? null : (
        <p className="text-faint">
          Since <TimeAgo at={since} />.
        </p>
      )}
    </Notice>
  );
}

function lastFailure({ attempts }: DeliveryDetail) {
  return attempts.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]?.error ?? null;
}

/** The way to what stands between this delivery and its next attempt. */
function WhatHolds({ delivery }: { delivery: DeliveryDetail }): ReactNode {
  const { reason, status, destinationId, destination, source, sourceName, isDestinationDeleted } = delivery;
  const isWaiting = status === "held" || reason === "breaker";
  if (!isWaiting || isDestinationDeleted) return null;
  const target =
    reason === "source_paused"
      ? { href: href.source(source), name: sourceName }
      : { href: href.destination(destinationId), name: destination };
  return (
    <Link href={target.href} className="text-accent hover:underline">
      See {target.name}
    </Link>
  );
}
