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
  const { id, name, pending, held } = destination;
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
      <p>
        {pending + held > 0
          ? `${plural(pending + held, "delivery", "deliveries")} that ${pending + held === 1 ? "is" : "are"} not finished will be canceled.`
          : "No delivery is waiting for it."}{" "}
        New events no longer go there.
      </p>
      <p>
        Its past deliveries stay visible. Its signing secret and its custom headers are erased, so this cannot be
        undone. To stop sending for a while, pause it instead.
      </p>
    </ConfirmDialog>
  );
}
