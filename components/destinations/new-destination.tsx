"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type * as z from "zod";
import { href } from "#components/layout/href.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { createdDestination } from "#lib/domain/api/write-answers.ts";
import { type DestinationChoices, DestinationForm } from "./destination-form.tsx";
import { SECRET_HINT } from "./secret-hint.ts";

type Created = z.infer<typeof createdDestination>;

/** The form for a new destination, then its signing secret the only time it can be seen. */
export function NewDestination({ choices }: { choices: DestinationChoices }) {
  const [created, setCreated] = useState<Created | null>(null);
  const router = useRouter();
  const toast = useToast();
  if (created) return <CreatedDestination created={created} />;
  return (
    <DestinationForm
      destination={null}
      choices={choices}
      submitLabel="Add the destination"
      cancelHref={"/destinations" as Route}
      send={(body) => apiClient.post<Created>("/destinations", body)}
      onSaved={(answer) => {
        setCreated(answer);
        toast.success({ title: `${answer.name} was added` });
        router.refresh();
      }}
    />
  );
}

function CreatedDestination({ created }: { created: Created }) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="ok" title={`${created.name} is ready`}>
        Events that it takes are delivered from now on. Earlier ones stay where they are; replay what it needs.
      </Notice>
      {created.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <SecretOnce label="Signing secret" secret={created.signingSecret} hint={SECRET_HINT} />
      <div>
        <LinkButton tone="primary" href={href.destination(created.id)}>
          I have kept it: show the destination
        </LinkButton>
      </div>
    </div>
  );
}
