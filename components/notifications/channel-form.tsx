"use client";

import { type FormEvent, useState } from "react";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { SavedChannel } from "#lib/domain/api/notification-input.ts";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import {
  CHANNEL_LABELS,
  type ChannelValues,
  channelBody,
  channelValues,
  findChannelProblems,
} from "./channel-values.ts";

interface Props {
  channel: NotificationChannel | null;
  onSaved: (saved: SavedChannel) => void;
  onReload: (() => void) | undefined;
}

const KINDS = [
  {
    value: "slack",
    label: CHANNEL_LABELS.slack,
    hint: "An incoming webhook of Slack, or of a tool that takes its format.",
  },
  {
    value: "webhook",
    label: CHANNEL_LABELS.webhook,
    hint: "JSON to a receiver of yours, signed by Standard Webhooks.",
  },
] as const;

/** The settings of the one address. What it is stays hidden: an empty field keeps it. */
export function ChannelForm({ channel, onSaved, onReload }: Props) {
  const [values, setValues] = useState(() => channelValues(channel));
  const { busy, problem, refuse, submit } = useSubmission();
  const set = (part: Partial<ChannelValues>) => setValues((before) => ({ ...before, ...part }));
  const errors = problem?.fields ?? {};

  function save(event: FormEvent) {
    event.preventDefault();
    const found = findChannelProblems(values, channel);
    if (Object.keys(found).length > 0) return refuse(found);
    void submit(() => apiClient.put<SavedChannel>("/notifications", channelBody(values, channel)), onSaved);
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <RadioCards legend="Kind" value={values.kind} options={KINDS} onChange={(kind) => set({ kind })} />
      <AddressField channel={channel} values={values} error={errors.url} onChange={(url) => set({ url })} />
      <NumberField
        label="Many connections expired"
        hint="So many bank connections of a source that expire within an hour are an alert."
        error={errors.manyExpired}
        value={values.manyExpired}
        onChange={(manyExpired) => set({ manyExpired })}
      />
      <CheckField
        label="Tell this address"
        hint="Turned off, alerts are only shown here."
        checked={values.isEnabled}
        onChange={({ target }) => set({ isEnabled: target.checked })}
      />
      <FormNotice problem={problem} fields={["url", "manyExpired"]} onReload={onReload} />
      <div>
        <Button type="submit" tone="primary" busy={busy} disabled={onReload !== undefined}>
          Save the address
        </Button>
      </div>
    </form>
  );
}

interface AddressProps {
  channel: NotificationChannel | null;
  values: ChannelValues;
  error: string | undefined;
  onChange: (url: string) => void;
}

function AddressField({ channel, values, error, onChange }: AddressProps) {
  const isKept = channel?.kind === values.kind;
  const kept = isKept ? (
    <>
      Now <span className="mono break-all">{channel.urlHint}</span>. Leave it empty to keep it; it is stored sealed and
      never shown again.
    </>
  ) : (
    "https, or plain http for an allow-listed private address. It is stored sealed and never shown again."
  );
  return (
    <Field label="Address" hint={kept} error={error}>
      {(control) => (
        <Input
          {...control}
          className="mono"
          type="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={values.kind === "slack" ? "https://hooks.slack.com/services/…" : "https://alerts.example.com/in"}
          value={values.url}
          onChange={(typed) => onChange(typed.target.value)}
        />
      )}
    </Field>
  );
}
