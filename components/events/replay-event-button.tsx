"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { href } from "#components/layout/href.ts";
import { useCommand } from "#components/layout/use-command.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { isTyping } from "#components/ui/is-typing.ts";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { ReplayChoice } from "#lib/domain/replay-choices.ts";
import { ReplayEventDialog, type ReplayOrder } from "./replay-event-dialog.tsx";

interface Props {
  eventId: string;
  eventType: string;
  targets: readonly ReplayChoice[];
  canReplay: boolean;
}

interface Started {
  replayId: string;
  deliveries: number;
  warnings: string[];
}

const ROLE_PROBLEM = "Your role may look at events, not replay them. Ask an operator or admin.";

/** Opens the replay dialog; so does the key r. */
export function ReplayEventButton({ eventId, eventType, targets, canReplay }: Props) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const run = useCommand();
  useReplayKey(() => setOpen(true), canReplay && !isOpen);

  function replay({ destinationIds, reason }: ReplayOrder) {
    const order = { destinationIds, ...(reason === undefined ? {} : { reason }) };
    return run(
      () => apiClient.post<Started>(`/events/${eventId}/replay`, order),
      ({ replayId, deliveries, warnings }) => ({
        title: `Replay started: ${plural(deliveries, "delivery", "deliveries")}`,
        ...(warnings.length > 0 ? { description: warnings.join(" ") } : {}),
        action: { label: "Show the replay", onClick: () => router.push(href.replay(replayId)) },
      }),
    );
  }

  return (
    <>
      <GuardedButton tone="primary" problem={canReplay ? null : ROLE_PROBLEM} onClick={() => setOpen(true)}>
        <RotateCcw size={14} aria-hidden />
        Replay…
      </GuardedButton>
      {isOpen ? (
        <ReplayEventDialog onClose={() => setOpen(false)} eventType={eventType} targets={targets} onReplay={replay} />
      ) : null}
    </>
  );
}

function useReplayKey(open: () => void, isEnabled: boolean) {
  useEffect(() => {
    if (!isEnabled) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "r" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      open();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}
