"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type LiveKind, useLiveMessages } from "#components/layout/live-provider.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { type IdentifiedRow, mergeLiveRows } from "./merge-live-rows.ts";

const FIRST_MS = 150;
const PAUSE_MS = 1_200;

/** Keeps the rows that are shown up to date and counts the new ones above them; nothing moves. */
export function useLiveRows<T extends IdentifiedRow>(
  path: string,
  shown: readonly T[],
  kinds: readonly [LiveKind, LiveKind],
) {
  const query = useSearchParams().toString();
  const [read, setRead] = useState<{ shown: readonly T[]; page: Page<T> } | null>(null);
  const latest = useRef(shown);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    latest.current = shown;
  });

  const readAgain = useCallback(async () => {
    readAt.current = performance.now();
    const page = await readPage<T>(path, query);
    timer.current = undefined;
    if (page !== null) setRead({ shown: latest.current, page });
  }, [path, query]);
  const onChange = useCallback(() => {
    const waitMs = Math.max(FIRST_MS, readAt.current + PAUSE_MS - performance.now());
    timer.current ??= setTimeout(() => void readAgain(), waitMs);
  }, [readAgain]);
  useLiveMessages(kinds[0], onChange);
  useLiveMessages(kinds[1], onChange);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  return read === null || read.shown !== shown
    ? { rows: shown, newCount: 0, isMore: false }
    : mergeLiveRows(shown, read.page);
}

/** Null when the console does not answer: the next change asks again, and the rail says that it is offline. */
async function readPage<T>(path: string, query: string): Promise<Page<T> | null> {
  try {
    return await apiClient.get<Page<T>>(path, Object.fromEntries(new URLSearchParams(query)));
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
