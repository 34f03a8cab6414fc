"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { plural } from "#components/ui/plural.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";

interface Props {
  count: number;
  canRetry: boolean;
}

const ROLE_PROBLEM = "Your role may look at parked events, not retry them. Ask an operator or admin.";

/** Has every parked event tried again now. */
export function RetryParkedButton({ count, canRetry }: Props) {
  const [busy, setBusy] = useState(false);
  const run = useCommand();
  const toast = useToast();

  async function retry() {
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<{ count: number }>("/projection/retry"),
      (answer) => ({ title: `${plural(answer.count, "parked event")} will be tried again now` }),
    );
    setBusy(false);
    if (outcome.kind === "refused") toast.failure({ title: "Nothing was retried", description: outcome.message });
  }

  return (
    <GuardedButton size="sm" busy={busy} problem={canRetry ? null : ROLE_PROBLEM} onClick={retry}>
      <RotateCcw size={14} aria-hidden />
      {count === 1 ? "Retry it now" : `Retry all ${count.toLocaleString("en-GB")} now`}
    </GuardedButton>
  );
}
