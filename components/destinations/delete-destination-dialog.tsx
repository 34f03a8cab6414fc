"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { plural } from "#components/ui/plural.ts";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";

interface Props {
  destination: DestinationRow;
  onClose: () => void;
}

export function DeleteDestinationDialog({ destination, onClose }: Props) {
  const { id, name } = destination;
  const router = useRouter();
  const toast = useToast();

  async function remove(): Promise<SubmitOutcome> {
    try {
      await apiClient.delete(`/destinations/${id}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { kind: "refused", message: error.message };
    }
    toast.success({ title: `${name} was deleted` });
    router.push("/destinations" as Route);
    return { kind: "done" };
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Delete ${name}`}
      tone="danger"
      confirmLabel={`Delete ${name}`}
      onConfirm={remove}
    >
      <p>{consequence(destination)} New events no longer go there.</p>
      <p>
        Its past deliveries stay visible. Its signing secret and its custom headers are erased, so this cannot be
        undone. To stop sending for a while, pause it instead.
      </p>
    </ConfirmDialog>
  );
}

function consequence({ pending, held }: DestinationRow): string {
  const unfinished = pending + held;
  if (unfinished === 0) return "No delivery is waiting for it.";
  const parts = [
    pending > 0 ? `${pending.toLocaleString("en-GB")} waiting or being retried` : "",
    held > 0 ? `${held.toLocaleString("en-GB")} held` : "",
  ].filter(Boolean);
  const will = unfinished === 1 ? "that is not finished will be" : "that are not finished will be";
  return `${plural(unfinished, "delivery", "deliveries")} ${will} canceled: ${parts.join(", ")}. They stay listed as canceled, and their events can be replayed elsewhere.`;
}
