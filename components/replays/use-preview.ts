"use client";

import { useEffect, useRef, useState } from "react";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { ReplayPreview } from "#lib/domain/api/replays.ts";
import type { EventFilterText } from "./replay-scope.ts";

/** Which events, to where: what a count depends on. The options do not change it. */
export interface PreviewOrder {
  filter?: EventFilterText;
  eventIds?: readonly string[];
  destinationIds?: readonly string[];
}

type PreviewState =
  | { kind: "counting" }
  | { kind: "counted"; preview: ReplayPreview }
  | { kind: "refused"; error: ApiError }
  | { kind: "stopped" };

export interface Preview {
  state: PreviewState;
  /** The one before, while the next is being counted. */
  last: ReplayPreview | null;
  countAgain: () => void;
  stop: () => void;
}

const PAUSE_MS = 250;
/** What is shown is worked out for the options that are chosen; seconds without a rate are the destination's own. */
const COUNTED_FOR = { skipDelivered: true, skipSuperseded: false, rate: null };

/** Counts what a replay would do, again whenever the order changes; the count before is given up then. */
export function usePreview(order: PreviewOrder): Preview {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; state: PreviewState } | null>(null);
  const [last, setLast] = useState<ReplayPreview | null>(null);
  const running = useRef<AbortController>(undefined);
  const body = JSON.stringify(order);
  const key = `${round} ${body}`;

  useEffect(() => {
    const controller = new AbortController();
    running.current = controller;
    const run = async () => {
      const state = await count(body, controller.signal);
      if (state === null) return;
      setAnswer({ key, state });
      if (state.kind === "counted") setLast(state.preview);
    };
    const timer = setTimeout(() => void run(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, body]);

  return {
    state: answer?.key === key ? answer.state : { kind: "counting" },
    last,
    countAgain: () => setRound(round + 1),
    stop: () => {
      running.current?.abort();
      setAnswer({ key, state: { kind: "stopped" } });
    },
  };
}

/** Null when it was given up. */
async function count(body: string, signal: AbortSignal): Promise<PreviewState | null> {
  try {
    const order = { ...JSON.parse(body), ...COUNTED_FOR };
    const response = await apiClient.open("POST", "/replays/preview", { body: order, signal });
    // The route answers with this very type.
    return { kind: "counted", preview: (await response.json()) as ReplayPreview };
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof ApiError) return { kind: "refused", error };
    throw error;
  }
}
