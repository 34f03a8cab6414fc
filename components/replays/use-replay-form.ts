"use client";

import { useState } from "react";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { isSingle, type ReplayScope, takesWindow } from "./replay-scope.ts";
import { type ReplayOptions, sendCount, sumCounts } from "./replay-sums.ts";
import { ALL_TIME, chooseWindow, type ReplayWindow, withWindow } from "./replay-windows.ts";
import { nothingToSend } from "./replay-words.ts";
import type { PreviewOrder } from "./use-preview.ts";
import type { ReplayOrder } from "./use-start-replay.ts";

const USUAL_RATE = 50;

/** What is chosen and typed in the dialog. */
export function useReplayForm(scope: ReplayScope, now: Date) {
  const [window, setWindow] = useState(() => (scope.since === undefined ? ALL_TIME : chooseWindow(scope.since, now)));
  const [explicit, setExplicit] = useState(scope.destinationIds);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [options, setOptions] = useState<ReplayOptions>(() => ({
    skipDelivered: !isSingle(scope),
    skipSuperseded: false,
    rate: USUAL_RATE,
  }));
  const [name, setName] = useState(scope.name ?? "");
  const [reason, setReason] = useState("");

  function toggle(id: string) {
    const next = new Set(off);
    if (!next.delete(id)) next.add(id);
    setOff(next);
  }

  return {
    ...{ window, off, options, name, reason },
    ...{ setWindow, toggle, setOptions, setName, setReason },
    add: (id: string, present: readonly string[]) => setExplicit([...present, id]),
    previewOrder: { ...events(scope, window), ...(explicit === undefined ? {} : { destinationIds: explicit }) },
  };
}

export type ReplayForm = ReturnType<typeof useReplayForm>;

function events(scope: ReplayScope, window: ReplayWindow): PreviewOrder {
  if (scope.events.kind === "chosen") return { eventIds: scope.events.ids };
  return { filter: takesWindow(scope) ? withWindow(scope.events.filter, window) : scope.events.filter };
}

/** The destinations that are left in, and what goes to them. */
export function sumUp(targets: readonly ReplayPreviewTarget[], { off, options }: Pick<ReplayForm, "off" | "options">) {
  const chosen = targets.filter(({ id }) => !off.has(id));
  const total = sumCounts(chosen.map((target) => sendCount(target, options)));
  return { chosen, total, problem: nothingToSend({ targets, chosen, options, total }) };
}

/** What is sent to the API; the destinations only where some were taken out. */
export function replayOrder(
  previewId: string,
  targets: readonly ReplayPreviewTarget[],
  { off, options, name, reason }: Pick<ReplayForm, "off" | "options" | "name" | "reason">,
): ReplayOrder {
  const kept = targets.filter(({ id }) => !off.has(id)).map(({ id }) => id);
  return {
    previewId,
    ...options,
    ...(kept.length === targets.length ? {} : { destinationIds: kept }),
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
  };
}
