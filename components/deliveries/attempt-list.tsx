"use client";

import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { AttemptCard } from "./attempt-card.tsx";

interface Props {
  attempts: readonly AttemptRow[];
  canSeeResponses: boolean;
}

/** Every HTTP request of a delivery, the newest first and open. */
export function AttemptList({ attempts, canSeeResponses }: Props) {
  const newestFirst = [...attempts].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const [openId, setOpenId] = useState(newestFirst[0]?.id ?? null);
  if (attempts.length === 0) {
    return <EmptyState title="Not sent yet" hint="The first request appears here as soon as it is sent." />;
  }
  return (
    <ol className="flex flex-col gap-2">
      {newestFirst.map((attempt) => (
        <li key={attempt.id}>
          <AttemptCard
            attempt={attempt}
            canSeeResponses={canSeeResponses}
            isOpen={attempt.id === openId}
            onToggle={() => setOpenId(attempt.id === openId ? null : attempt.id)}
          />
        </li>
      ))}
    </ol>
  );
}
