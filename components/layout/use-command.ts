"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import { type ToastInput, useToast } from "#components/ui/use-toast.ts";
import { ApiError } from "#lib/client/api-error.ts";

export type RunCommand = <Answer>(
  send: () => Promise<Answer>,
  done: (answer: Answer) => ToastInput,
) => Promise<SubmitOutcome>;

const STALE =
  "Somebody else changed this meanwhile. The page now shows the newest state: look at it, then repeat your change.";

/** Sends a change to the API; then says what happened and reads the page again. A refusal is for the caller to show. */
export function useCommand(): RunCommand {
  const router = useRouter();
  const toast = useToast();
  return useCallback(
    async (send, done) => {
      try {
        toast.success(done(await send()));
        router.refresh();
        return { kind: "done" };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const isStale = error.code === "stale_version";
        if (isStale) router.refresh();
        return { kind: "refused", message: isStale ? STALE : error.message, issues: error.issues };
      }
    },
    [router, toast],
  );
}
