"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLive, useLiveMessages } from "#components/layout/live-provider.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { mergeStateRows, type StateRows } from "./merge-state-rows.ts";

const PAUSE_MS = 2_000;

/** Reads the list again after state changed, and brings the rows that are shown up to date; nothing moves. */
export function useStateRows<Row>(path: string, shown: readonly Row[], keyOf: (row: Row) => string): StateRows<Row> {
  const query = useSearchParams().toString();
  const [read, setRead] = useState<{ shown: readonly Row[]; page: Page<Row> } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { state } = useLive();
  const readAgain = useEffectEvent(async () => {
    // What is told from here on may be newer than what is being read.
    timer.current = undefined;
    const page = await readPage<Row>(path, query);
    if (page !== null) setRead({ shown, page });
  });
  const readSoon = useEffectEvent(() => {
    timer.current ??= setTimeout(() => void readAgain(), PAUSE_MS);
  });
  useLiveMessages("state", () => readSoon());
  // Nobody told this page what changed after it was made and before it was listening, or while it was offline.
  useEffect(() => {
    if (state === "live") readSoon();
  }, [state]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return read === null || read.shown !== shown
    ? { rows: shown, added: 0, gone: 0 }
    : mergeStateRows(shown, read.page, keyOf);
}

/** Null when the console does not answer: the next change asks again, and the rail says that it is offline. */
async function readPage<Row>(path: string, query: string): Promise<Page<Row> | null> {
  try {
    return await apiClient.get<Page<Row>>(path, Object.fromEntries(new URLSearchParams(query)));
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
