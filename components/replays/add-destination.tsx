"use client";

import { useEffect, useId, useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { Page } from "#lib/domain/api/page.ts";

interface Props {
  /** Ids of those that are in the table already. */
  present: readonly string[];
  onAdd: (id: string) => void;
}

interface Named {
  id: string;
  name: string;
}

/** Destinations whose own filters do not take these events can be chosen on purpose. */
export function AddDestination({ present, onAdd }: Props) {
  const id = useId();
  const others = useDestinations().filter((destination) => !present.includes(destination.id));
  if (others.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <label htmlFor={id} className="text-faint">
        Also to
      </label>
      <Select
        id={id}
        className="w-auto! max-w-full"
        value=""
        options={[{ value: "", label: "another destination…" }, ...others.map(toOption)]}
        onChange={(change) => onAdd(change.target.value)}
      />
    </div>
  );
}

function toOption({ id, name }: Named) {
  return { value: id, label: name };
}

/** None until they are read; where they cannot be read, only those in the preview are offered. */
function useDestinations(): readonly Named[] {
  const [destinations, setDestinations] = useState<readonly Named[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    apiClient
      .get<Page<Named>>("/destinations", {}, controller.signal)
      .then(({ data }) => setDestinations(data))
      .catch((error: unknown) => {
        if (!(error instanceof ApiError) && !controller.signal.aborted) throw error;
      });
    return () => controller.abort();
  }, []);
  return destinations;
}
