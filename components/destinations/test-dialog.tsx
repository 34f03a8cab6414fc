"use client";

import { useState } from "react";
import type * as z from "zod";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { testResult } from "#lib/domain/api/write-answers.ts";
import { TestOutcome } from "./test-outcome.tsx";

type Result = z.infer<typeof testResult>;

export interface TestChoices {
  /** Event types that a provider documents. */
  types: readonly string[];
  /** Whether the operator may send on what a stored event holds. */
  canUseEvents: boolean;
}

interface Props {
  destination: DestinationRow;
  choices: TestChoices;
  onClose: () => void;
}

const PLAIN = "";
const STORED = "*stored";

/** Sends one signed message now and shows how it went. */
export function TestDialog({ destination, choices, onClose }: Props) {
  const [chosen, setChosen] = useState(PLAIN);
  const [eventId, setEventId] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const { busy, problem, refuse, submit } = useSubmission();

  function send() {
    setResult(null);
    if (chosen === STORED && eventId.trim() === "") return refuse({ eventId: "Enter the id of an event." });
    return submit(
      () => apiClient.post<Result>(`/destinations/${destination.id}/test`, bodyOf(chosen, eventId)),
      setResult,
    );
  }

  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={`Send a test to ${destination.name}`}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button tone="primary" busy={busy} onClick={send}>
            {sendLabel(busy, result !== null)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          Signed like every delivery and marked with <code className="mono">signalbox-flags: test</code>. It is no
          event, is not retried, and is sent even while the destination is paused.
        </p>
        <Field label="Message" error={problem?.fields.type}>
          {(control) => (
            <Select
              {...control}
              options={optionsOf(choices)}
              value={chosen}
              onChange={(choice) => setChosen(choice.target.value)}
            />
          )}
        </Field>
        {chosen === STORED ? (
          <EventField value={eventId} error={problem?.fields.eventId} onChange={setEventId} />
        ) : null}
        <FormNotice problem={problem} fields={["type", "eventId"]} />
        <div aria-live="polite">{result ? <TestOutcome result={result} /> : null}</div>
      </div>
    </Dialog>
  );
}

interface EventFieldProps {
  value: string;
  error: string | undefined;
  onChange: (eventId: string) => void;
}

function EventField({ value, error, onChange }: EventFieldProps) {
  return (
    <Field
      label="Event"
      hint="The id of a stored event, as its page shows it. Its body is sent as it was received, under a webhook-id of its own."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(typed) => onChange(typed.target.value)}
        />
      )}
    </Field>
  );
}

function optionsOf({ types, canUseEvents }: TestChoices) {
  return [
    { value: PLAIN, label: "A plain test message" },
    ...(canUseEvents ? [{ value: STORED, label: "The body of a stored event" }] : []),
    ...types.map((type) => ({ value: type, label: `Sample of ${type}` })),
  ];
}

function bodyOf(chosen: string, eventId: string) {
  if (chosen === PLAIN) return {};
  return chosen === STORED ? { eventId: eventId.trim() } : { type: chosen };
}

function sendLabel(busy: boolean, wasSent: boolean): string {
  if (busy) return "Sending…";
  return wasSent ? "Send again" : "Send the test";
}
