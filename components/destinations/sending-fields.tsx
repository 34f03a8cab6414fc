"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { DEFAULT_RETRY_SCHEDULE, parseRetrySchedule } from "#lib/domain/retry-schedule.ts";
import type { DestinationValues } from "./destination-values.ts";
import { scheduleInWords } from "./schedule-text.ts";

interface Props {
  values: DestinationValues;
  errors: Readonly<Record<string, string>>;
  set: (part: Partial<DestinationValues>) => void;
}

/** How fast, how patiently and how often a destination is called. */
export function SendingFields({ values, errors, set }: Props) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberField
          label="Rate"
          optional
          hint="Deliveries a second at most. Empty: no limit."
          placeholder="no limit"
          value={values.rate}
          error={errors.rate}
          onChange={(rate) => set({ rate })}
        />
        <NumberField
          label="Concurrency"
          hint="Requests at the same time, 1 to 100."
          value={values.concurrency}
          error={errors.concurrency}
          onChange={(concurrency) => set({ concurrency })}
        />
        <NumberField
          label="Timeout in ms"
          hint="How long it may take to answer, at most 30,000."
          value={values.timeoutMs}
          error={errors.timeoutMs}
          onChange={(timeoutMs) => set({ timeoutMs })}
        />
      </div>
      <Field
        label="Retry schedule"
        hint={`The delay before each retry. ${scheduleHint(values.retrySchedule)}`}
        error={errors.retrySchedule}
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            spellCheck={false}
            autoComplete="off"
            placeholder={DEFAULT_RETRY_SCHEDULE}
            value={values.retrySchedule}
            onChange={(typed) => set({ retrySchedule: typed.target.value })}
          />
        )}
      </Field>
      <RadioCards
        legend="When an event is replayed"
        value={values.replayWebhookId}
        onChange={(replayWebhookId) => set({ replayWebhookId })}
        options={[
          {
            value: "same",
            label: "Keep its webhook-id",
            hint: "A receiver that drops repeated ids ignores what it accepted before. The safe choice.",
          },
          {
            value: "new",
            label: "Send a new webhook-id",
            hint: "The receiver takes it as a new message, so a replay has an effect even where ids are remembered.",
          },
        ]}
      />
    </>
  );
}

function scheduleHint(text: string): string {
  if (text.trim() === "") return "Empty: the installation's default.";
  const parsed = parseRetrySchedule(text);
  return parsed.kind === "ok"
    ? `So it ${scheduleInWords(parsed.delaysSeconds)}, and is dead-lettered then.`
    : "Such as 5s,30s,5m,2h.";
}
