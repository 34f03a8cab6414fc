"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { href } from "#components/layout/href.ts";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import { KeySetFields } from "./key-set-fields.tsx";
import { SecretRows, SharedHeaderRows } from "./secret-rows.tsx";
import { SourceBasics } from "./source-basics.tsx";
import { findSourceProblems, NEW_SOURCE, newSourceBody, type SourceValues } from "./source-values.ts";

const FIELDS = ["name", "slug", "jwksUrl", "jwks", "secrets", "sharedHeaders", "quietAfterMinutes"];

type Created = { slug: string; warnings: string[] };

/** The form for a new provider endpoint. */
export function NewSource() {
  const [values, setValues] = useState(NEW_SOURCE);
  const { busy, problem, refuse, submit } = useSubmission();
  const router = useRouter();
  const toast = useToast();
  const set = (part: Partial<SourceValues>) => setValues((before) => ({ ...before, ...part }));
  const errors = problem?.fields ?? {};

  function created({ slug, warnings }: Created) {
    toast.success({
      title: `${values.name.trim()} was added`,
      description: warnings.length > 0 ? warnings.join(" ") : "Now paste its URL at the provider.",
    });
    router.push(href.source(slug));
    router.refresh();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    const found = findSourceProblems(values, true);
    if (Object.keys(found).length > 0) return refuse(found);
    void submit(() => apiClient.post<Created>("/sources", newSourceBody(values)), created);
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <RadioCards
        legend="Provider"
        value={values.provider}
        onChange={(provider) => set({ provider, secrets: [], sharedHeaders: [] })}
        options={[
          { value: "asset", label: "Asset", hint: "Signs with its own RSA key and publishes the public part." },
          { value: "abound", label: "Abound", hint: "Signs with a secret that it shares with you." },
        ]}
      />
      <SourceBasics values={values} errors={errors} set={set} />
      {values.provider === "asset" ? (
        <>
          <KeySetFields values={values} errors={errors} isNew hasPasted={false} set={set} />
          <SharedHeaderRows
            pairs={values.sharedHeaders}
            error={errors.sharedHeaders}
            onChange={(sharedHeaders) => set({ sharedHeaders })}
          />
        </>
      ) : (
        <SecretRows pairs={values.secrets} error={errors.secrets} onChange={(secrets) => set({ secrets })} />
      )}
      <AddressField slug={values.slug} error={errors.slug} onChange={(slug) => set({ slug })} />
      <FormNotice problem={problem} fields={FIELDS} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={busy}>
          Add the source
        </Button>
        <LinkButton href={"/sources" as Route}>Cancel</LinkButton>
      </div>
    </form>
  );
}

interface AddressProps {
  slug: string;
  error: string | undefined;
  onChange: (slug: string) => void;
}

function AddressField({ slug, error, onChange }: AddressProps) {
  return (
    <Field
      label="Address"
      optional
      hint="The last part of the URL, for good. Empty: one that nobody can guess, which keeps strangers from knocking."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder="chosen for you"
          value={slug}
          onChange={(typed) => onChange(typed.target.value)}
        />
      )}
    </Field>
  );
}
