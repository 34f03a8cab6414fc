"use client";

import { useEffect, useState } from "react";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { SearchHit, SearchPage } from "#lib/domain/api/search.ts";

export type SearchState =
  | { kind: "idle" }
  | { kind: "searching" }
  | { kind: "found"; hits: readonly SearchHit[]; isIncomplete: boolean }
  | { kind: "failed"; message: string };

const MIN_LENGTH = 2;
const PAUSE_MS = 150;

/** What a text leads to, asked once the typing pauses. Results are only ever those of the present text. */
export function useSearch(text: string): SearchState {
  const [answer, setAnswer] = useState<{ text: string; state: SearchState }>({ text: "", state: { kind: "idle" } });
  useEffect(() => {
    if (text.length < MIN_LENGTH) return;
    const controller = new AbortController();
    async function run() {
      const state = await ask(text, controller.signal);
      if (!controller.signal.aborted) setAnswer({ text, state });
    }
    const timer = setTimeout(() => void run(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  if (text.length < MIN_LENGTH) return { kind: "idle" };
  return answer.text === text ? answer.state : { kind: "searching" };
}

async function ask(text: string, signal: AbortSignal): Promise<SearchState> {
  try {
    const { data, isIncomplete } = await apiClient.get<SearchPage>("/search", { q: text }, signal);
    return { kind: "found", hits: data, isIncomplete };
  } catch (error) {
    if (signal.aborted) return { kind: "idle" };
    if (error instanceof ApiError) return { kind: "failed", message: error.message };
    throw error;
  }
}
