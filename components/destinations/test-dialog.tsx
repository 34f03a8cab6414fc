"use client";

import { useState } from "react";
import type * as z from "zod";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { testResult } from "#lib/domain/api/write-answers.ts";
import { TestOutcome } from "./test-outcome.tsx";

type Result = z.infer<typeof testResult>;

interface Props {
  destination: DestinationRow;
  knownTypes: readonly string[];
  onClose: () => void;
}

/** Sends one signed message now and shows how it went. */
export function TestDialog({ destination, knownTypes, onClose }: Props) {
  const [type, setType] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const { busy, problem, submit } = useSubmission();
  const options = [
    { value: "", label: "A plain test message" },
    ...knownTypes.map((known) => ({ value: known, label: `Sample of ${known}` })),
  ];

  function send() {
    setResult(null);
    const body = type === "" ? {} : { type };
    return submit(() => apiClient.post<Result>(`/destinations/${destination.id}/test`, body), setResult);
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
            <Select {...control} options={options} value={type} onChange={(choice) => setType(choice.target.value)} />
          )}
        </Field>
        <FormNotice problem={problem} fields={["type"]} />
        <div aria-live="polite">{result ? <TestOutcome result={result} /> : null}</div>
      </div>
    </Dialog>
  );
}

function sendLabel(busy: boolean, wasSent: boolean): string {
  if (busy) return "Sending…";
  return wasSent ? "Send again" : "Send the test";
}
