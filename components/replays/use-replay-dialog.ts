"use client";

import { useRef, useState } from "react";
import { isSingle, type ReplayScope } from "./replay-scope.ts";
import { replayTitle, sendLabel } from "./replay-words.ts";
import { usePreview } from "./use-preview.ts";
import { replayOrder, sumUp, useReplayForm } from "./use-replay-form.ts";
import { type ReplayRefusal, toRefusal, useStartReplay } from "./use-start-replay.ts";

/** What the dialog shows, and what its buttons do: count first, then send exactly that. */
export function useReplayDialog(scope: ReplayScope, onClose: () => void) {
  const [now] = useState(() => new Date());
  const reasonRef = useRef<HTMLInputElement>(null);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const form = useReplayForm(scope, now);
  const preview = usePreview(form.previewOrder);
  const starting = useStartReplay({ follows: isSingle(scope) ? "message" : "page", done: onClose });
  const counted = preview.state.kind === "counted" ? preview.state.preview : null;
  const targets = (counted ?? preview.last)?.destinations ?? [];
  const { chosen, total, problem } = sumUp(targets, form);
  const uncounted: ReplayRefusal | null = preview.state.kind === "refused" ? toRefusal(preview.state.error) : null;

  function start(evenIfRunning: boolean) {
    if (counted === null || problem !== null) return;
    const needsReason = !isSingle(scope) && form.reason.trim() === "";
    setReasonMissing(needsReason);
    if (needsReason) return reasonRef.current?.focus();
    const order = { ...replayOrder(counted.previewId, targets, form), ...(evenIfRunning ? { evenIfRunning } : {}) };
    void starting.start(order, `Replay started: ${sendLabel(total).replace("Send ", "")}`);
  }

  return {
    fields: { scope, now, form, preview, targets, chosen, isReasonMissing, reasonRef },
    title: replayTitle(scope, counted?.events ?? null, counted === null ? null : chosen.map(({ name }) => name)),
    label: counted === null ? "Send" : sendLabel(total),
    problem: counted === null ? null : problem,
    isReady: counted !== null && problem === null,
    busy: starting.busy,
    refusal: starting.refusal ?? uncounted,
    start,
    countAgain: () => {
      starting.forget();
      preview.countAgain();
    },
  };
}
