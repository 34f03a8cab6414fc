"use client";

import { useState } from "react";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { SubmitOutcome } from "#components/ui/submit-outcome.ts";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { NotificationTest, SavedChannel } from "#lib/domain/api/notification-input.ts";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import { channelBody, channelValues } from "./channel-values.ts";

interface Props {
  channel: NotificationChannel;
  /** What it became, with its new secret if there is one. */
  onChanged: (channel: NotificationChannel | null, signingSecret: string | null) => void;
}

/** A test now, another signing secret, and the end of it. */
export function ChannelTools({ channel, onChanged }: Props) {
  const [asked, setAsked] = useState<keyof typeof DIALOGS | null>(null);
  const [result, setResult] = useState<NotificationTest | null>(null);
  const { busy, problem, submit } = useSubmission();
  const close = () => setAsked(null);

  function test() {
    setResult(null);
    return submit(() => apiClient.post<NotificationTest>("/notifications/test"), setResult);
  }
  async function replace() {
    const body = { ...channelBody(channelValues(channel), channel), newSecret: true };
    const { signingSecret, warnings: _none, ...next } = await apiClient.put<SavedChannel>("/notifications", body);
    onChanged(next, signingSecret);
  }
  async function remove() {
    await apiClient.delete("/notifications");
    onChanged(null, null);
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={test}>
          {busy ? "Sending…" : "Send a test"}
        </Button>
        {channel.kind === "webhook" ? <Button onClick={() => setAsked("replace")}>Replace the secret…</Button> : null}
        <Button onClick={() => setAsked("remove")}>Remove the address…</Button>
      </div>
      <div aria-live="polite">{result ? <TestResult result={result} /> : null}</div>
      {problem ? <Notice tone="bad">{problem.message}</Notice> : null}
      {asked === null ? null : (
        <ToolDialog kind={asked} work={asked === "replace" ? replace : remove} onClose={close} />
      )}
    </div>
  );
}

const DIALOGS = {
  replace: {
    title: "Replace the signing secret",
    action: "Issue a new secret",
    tone: "primary",
    text: "The next message is signed by the new secret alone; enter it at the receiver at once.",
  },
  remove: {
    title: "Remove the address",
    action: "Remove the address",
    tone: "danger",
    text: "Nobody is told any more, and messages that wait are given up. Alerts are still shown on this page.",
  },
} as const;

interface DialogProps {
  kind: keyof typeof DIALOGS;
  work: () => Promise<void>;
  onClose: () => void;
}

function ToolDialog({ kind, work, onClose }: DialogProps) {
  const { title, action, tone, text } = DIALOGS[kind];
  return (
    <ConfirmDialog onClose={onClose} title={title} confirmLabel={action} tone={tone} onConfirm={() => outcomeOf(work)}>
      <p>{text}</p>
    </ConfirmDialog>
  );
}

function TestResult({ result: { outcome, statusCode, durationMs, error } }: { result: NotificationTest }) {
  const answer = statusCode === null ? "No answer" : `Answered ${statusCode}`;
  const title = `${answer} after ${formatMilliseconds(durationMs)}`;
  return (
    <Notice tone={outcome === "succeeded" ? "ok" : "bad"} title={title}>
      {error === null ? "The test arrived." : `${error.what} ${error.todo}`}
    </Notice>
  );
}

async function outcomeOf(work: () => Promise<void>): Promise<SubmitOutcome> {
  try {
    await work();
    return { kind: "done" };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: "refused", message: error.message };
  }
}
