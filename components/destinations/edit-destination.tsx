"use client";

import { useRouter } from "next/navigation";
import { href } from "#components/layout/href.ts";
import { useLatest } from "#components/layout/use-latest.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { type DestinationChoices, DestinationForm } from "./destination-form.tsx";
import { changedParts } from "./destination-values.ts";

interface Props {
  destination: DestinationRow;
  choices: DestinationChoices;
}

type Answer = { warnings: string[] } | null;

/** Sends only what was changed, and only on top of the version that was shown. */
export function EditDestination({ destination, choices }: Props) {
  const { base, reload } = useLatest(destination);
  const router = useRouter();
  const toast = useToast();
  const page = href.destination(base.id);

  function saved(answer: Answer) {
    toast.success({
      title: answer === null ? "Nothing was changed" : `${base.name} was saved`,
      ...(answer && answer.warnings.length > 0 ? { description: answer.warnings.join(" ") } : {}),
    });
    router.push(page);
    router.refresh();
  }

  return (
    <DestinationForm
      key={base.version}
      destination={base}
      choices={choices}
      submitLabel="Save"
      cancelHref={page}
      onReload={reload}
      send={async (body): Promise<Answer> => {
        const parts = changedParts(body, base);
        if (Object.keys(parts).length === 0) return null;
        return apiClient.patch<{ warnings: string[] }>(`/destinations/${base.id}`, { ...parts, version: base.version });
      }}
      onSaved={saved}
    />
  );
}
