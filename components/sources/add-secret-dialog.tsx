"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { SecretRow, SourceDetail } from "#lib/domain/api/sources.ts";

interface Props {
  source: SourceDetail;
  kind: SecretRow["kind"];
  onClose: () => void;
}

const WORDS = {
  signing: {
    title: "Add a signing secret",
    field: "secrets",
    name: "Label",
    nameHint: "Tells it from the others, such as the date.",
    placeholder: "2026-11",
    value: "Secret",
    valueHint: "At least 16 characters, better 32. Stored sealed and never shown again.",
  },
  shared_header: {
    title: "Add a shared header",
    field: "sharedHeaders",
    name: "Header name",
    nameHint: "As it was entered at Asset. From then on each request has to carry it.",
    placeholder: "x-webhook-token",
    value: "Value",
    valueHint: "Long and random. Stored sealed and never shown again. Two values of a name may overlap for a rotation.",
  },
} satisfies Record<SecretRow["kind"], Record<string, string>>;

export function AddSecretDialog({ source, kind, onClose }: Props) {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const { busy, problem, refuse, submit } = useSubmission();
  const router = useRouter();
  const toast = useToast();
  const words = WORDS[kind];

  function save() {
    if (name.trim() === "") return refuse({ name: `Enter a ${words.name.toLowerCase()}.` });
    if (value === "") return refuse({ [words.field]: "Enter the value." });
    const given = kind === "signing" ? [{ label: name.trim(), value }] : [{ name: name.trim(), value }];
    const body = { [words.field]: given };
    return submit(
      () => apiClient.patch<{ warnings?: string[] }>(`/sources/${source.slug}`, body),
      ({ warnings = [] }) => {
        toast.success({
          title: `${name.trim()} was added`,
          ...(warnings.length > 0 ? { description: warnings.join(" ") } : {}),
        });
        router.refresh();
        onClose();
      },
    );
  }

  return (
    <Dialog
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} onClick={save}>
            Add it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.name} hint={words.nameHint} error={problem?.fields.name}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              maxLength={60}
              placeholder={words.placeholder}
              value={name}
              onChange={(typed) => setName(typed.target.value)}
            />
          )}
        </Field>
        <Field label={words.value} hint={words.valueHint} error={problem?.fields[words.field]}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              value={value}
              onChange={(typed) => setValue(typed.target.value)}
            />
          )}
        </Field>
        <FormNotice problem={problem} fields={["name", words.field]} />
      </div>
    </Dialog>
  );
}
