"use client";

import { Activity } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { useClockText } from "#components/ui/clock.tsx";
import { formatRelative } from "#components/ui/format-time.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";

interface Props {
  destination: DestinationRow;
  /** Whether the operator's role allows to try it. */
  canTry: boolean;
}

const ROLE_PROBLEM = "Your role may look at destinations, not act on them. Ask an operator or admin.";

/** Why a failing destination is being spared, what waits, and when it is tried again. */
export function BreakerPanel({ destination, canTry }: Props) {
  const { name, breaker } = destination;
  const isTried = breaker.state === "half_open";
  return (
    <Notice
      tone="bad"
      title={`${name} is failing, so it is being spared`}
      action={isTried ? null : <TryNow destination={destination} canTry={canTry} />}
    >
      <p>
        {breaker.openedAt ? (
          <>
            Since <TimeAgo at={breaker.openedAt} />:{" "}
          </>
        ) : null}
        {breaker.why ?? "Its attempts kept failing."}
      </p>
      <p>
        {breaker.waiting === 0
          ? "Nothing waits for it yet."
          : `${plural(breaker.waiting, "delivery waits", "deliveries wait")} for it; waiting costs no attempt and nothing is lost.`}{" "}
        <NextProbe breaker={breaker} />
      </p>
    </Notice>
  );
}

function NextProbe({ breaker }: Pick<DestinationRow, "breaker">) {
  const { state, nextProbeAt } = breaker;
  const text = useClockText((now) =>
    nextProbeAt === null || Date.parse(nextProbeAt) <= now ? "now" : formatRelative(nextProbeAt, now),
  );
  if (state === "half_open") return "One delivery is being sent to see whether it is back.";
  return `One delivery is sent ${text} to see whether it is back; if it arrives, the others follow, slowly at first.`;
}

function TryNow({ destination, canTry }: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = useCommand();
  async function probe() {
    setBusy(true);
    const outcome = await run(
      () => apiClient.post(`/destinations/${destination.id}/probe`),
      () => ({ title: `${destination.name} is tried now`, description: "The page shows how it went by itself." }),
    );
    setBusy(false);
    setRefusal(outcome.kind === "refused" ? outcome.message : null);
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <GuardedButton size="sm" problem={canTry ? null : ROLE_PROBLEM} busy={busy} onClick={probe}>
        <Activity size={14} aria-hidden />
        Try now
      </GuardedButton>
      {refusal ? (
        <p role="alert" className="max-w-60 text-bad text-sm">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
