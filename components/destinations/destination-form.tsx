"use client";

import type { Route } from "next";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { type FormProblem, useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PairRows } from "#components/ui/pair-rows.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { countMatching, type EventCounts } from "#lib/domain/matching-events.ts";
import {
  type DestinationBody,
  type DestinationValues,
  destinationValues,
  readDestination,
} from "./destination-values.ts";
import { EventTypesField } from "./event-types-field.tsx";
import { MatchingEvents } from "./matching-events.tsx";
import { SendingFields } from "./sending-fields.tsx";
import { type SourceChoice, SourcesField } from "./sources-field.tsx";
import { UrlHint } from "./url-hint.tsx";

export interface DestinationChoices {
  knownTypes: readonly string[];
  sources: readonly SourceChoice[];
  /** What arrived in the last 7 days; null when there was too much to count. */
  lately: EventCounts | null;
}

interface Props<Answer> {
  /** What is edited; null for a new one. */
  destination: DestinationRow | null;
  choices: DestinationChoices;
  submitLabel: string;
  cancelHref: Route;
  send: (body: DestinationBody) => Promise<Answer>;
  onSaved: (answer: Answer) => void;
  onReload?: (() => void) | undefined;
}

const FIELDS = [
  "name",
  "url",
  "eventTypes",
  "sources",
  "headers",
  "rate",
  "concurrency",
  "timeoutMs",
  "retrySchedule",
] as const;

/** Everything that a destination can be told. */
export function DestinationForm<Answer>({ destination, choices, onReload, ...props }: Props<Answer>) {
  const [values, setValues] = useState(() => destinationValues(destination));
  const { busy, problem, refuse, submit } = useSubmission();
  const set = (part: Partial<DestinationValues>) => setValues((before) => ({ ...before, ...part }));

  function save(event: FormEvent) {
    event.preventDefault();
    const reading = readDestination(values);
    if (reading.kind === "invalid") return refuse(reading.fields);
    void submit(() => props.send(reading.body), props.onSaved);
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <DestinationFields values={values} set={set} problem={problem} choices={choices} />
      <FormNotice problem={problem} fields={FIELDS} onReload={onReload} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={busy} disabled={onReload !== undefined}>
          {props.submitLabel}
        </Button>
        <LinkButton href={props.cancelHref}>Cancel</LinkButton>
      </div>
    </form>
  );
}

interface FieldsProps {
  values: DestinationValues;
  set: (part: Partial<DestinationValues>) => void;
  problem: FormProblem | null;
  choices: DestinationChoices;
}

function DestinationFields({ values, set, problem, choices }: FieldsProps): ReactNode {
  const errors = problem?.fields ?? {};
  return (
    <>
      <NameAndUrl values={values} set={set} errors={errors} />
      <EventTypesField
        every={values.everyType}
        patterns={values.eventTypes}
        known={choices.knownTypes}
        error={errors.eventTypes}
        onEvery={(everyType) => set({ everyType })}
        onPatterns={(eventTypes) => set({ eventTypes })}
      />
      <SourcesField
        every={values.everySource}
        chosen={values.sources}
        sources={choices.sources}
        error={errors.sources}
        onEvery={(everySource) => set({ everySource })}
        onChosen={(sources) => set({ sources })}
      />
      <p aria-live="polite" className="text-strong">
        <MatchingEvents matching={matchingOf(values, choices.lately)} />
      </p>
      <PairRows
        legend="Custom headers"
        hint="Sent with every request, such as an authorization token. Values are stored sealed and never shown again; a new value replaces the old one."
        noun="header"
        nameLabel="Header name"
        namePlaceholder="authorization"
        error={errors.headers}
        pairs={values.headers}
        onChange={(headers) => set({ headers })}
      />
      <SendingFields values={values} errors={errors} set={set} />
    </>
  );
}

function matchingOf(values: DestinationValues, lately: EventCounts | null) {
  if (lately === null) return null;
  const eventTypes = values.everyType ? [] : values.eventTypes;
  const sources = values.everySource ? [] : values.sources;
  const matching = countMatching(lately.counts, { eventTypes, sources });
  // To choose and to have nothing chosen yet takes nothing, where no filter takes everything.
  const isUnset = (!values.everyType && eventTypes.length === 0) || (!values.everySource && sources.length === 0);
  return isUnset ? { ...matching, events: 0 } : matching;
}

function NameAndUrl({ values, set, errors }: Pick<FieldsProps, "values" | "set"> & { errors: FormProblem["fields"] }) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={120}
            placeholder="Ledger"
            value={values.name}
            onChange={(typed) => set({ name: typed.target.value })}
          />
        )}
      </Field>
      <Field label="URL" hint={<UrlHint url={values.url} />} error={errors.url}>
        {(control) => (
          <Input
            {...control}
            className="mono"
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://ledger.example.com/webhooks"
            value={values.url}
            onChange={(typed) => set({ url: typed.target.value })}
          />
        )}
      </Field>
    </>
  );
}
