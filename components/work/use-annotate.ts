"use client";

import { useCommand } from "#components/layout/use-command.ts";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import type { WorkPatchInput } from "#lib/domain/api/work-input.ts";

type WorkPatch = Omit<WorkPatchInput, "version">;

/** Changes what stands beside an item; the version is that which is shown. */
export function useAnnotate(item: WorkItem) {
  const run = useCommand();
  const toast = useToast();
  const annotate = (patch: WorkPatch, title: string): Promise<SubmitOutcome> =>
    run(
      () =>
        apiClient.patch<WorkItem>(`/work/${encodeURIComponent(item.key)}`, {
          ...patch,
          version: item.annotation.version,
        }),
      () => ({ title }),
    );
  return {
    annotate,
    /** For a menu, which is closed by the time it could show a refusal. */
    annotateNow: async (patch: WorkPatch, title: string): Promise<void> => {
      const outcome = await annotate(patch, title);
      if (outcome.kind === "refused") toast.failure({ title: "Not changed", description: outcome.message });
    },
  };
}
