"use client";

import { PackageCheck } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { ACCEPT_ROLE_PROBLEM } from "./accept-role-problem.ts";

interface Props {
  request: RequestRow;
  canAccept: boolean;
}

/** Verifies a refused request again with the keys of now, and accepts it when that succeeds. */
export function AcceptRequestButton({ request, canAccept }: Props) {
  const [busy, setBusy] = useState(false);
  const run = useCommand();
  const toast = useToast();

  async function accept() {
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<{ isDuplicate: boolean }>(`/requests/${request.id}/reverify`),
      ({ isDuplicate }) => ({
        title: isDuplicate ? "Accepted: the event was there already" : "Accepted: it is an event now",
      }),
    );
    setBusy(false);
    if (outcome.kind === "refused") toast.failure({ title: "It was not accepted", description: outcome.message });
  }

  return (
    <GuardedButton tone="primary" busy={busy} problem={canAccept ? null : ACCEPT_ROLE_PROBLEM} onClick={accept}>
      <PackageCheck size={14} aria-hidden />
      Verify and accept
    </GuardedButton>
  );
}
