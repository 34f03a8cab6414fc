"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ApiQuery, apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";

interface Loaded {
  rows: readonly TimelineRow[];
  nextCursor: string | null;
}

interface TimelineRows extends Loaded {
  /** How many of the newest page are not shown yet. */
  newCount: number;
  problem: string | null;
  readMore: () => void;
  showNew: () => void;
}

const PAGE_SIZE = 200;

/** The rows read so far, and how to read on. New ones are counted and shown on demand: nothing moves by itself. */
export function useTimelineRows(path: string, query: ApiQuery, newest: Page<TimelineRow>): TimelineRows {
  const [loaded, setLoaded] = useState<Loaded>({ rows: newest.data, nextCursor: newest.nextCursor });
  const [problem, setProblem] = useState<string | null>(null);
  const reading = useRef<AbortController>(undefined);
  const stop = useCallback(() => {
    reading.current?.abort();
    reading.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const { nextCursor } = loaded;
  const readMore = useCallback(async () => {
    if (nextCursor === null || reading.current !== undefined) return;
    const controller = new AbortController();
    reading.current = controller;
    setProblem(null);
    try {
      const page = await apiClient.get<Page<TimelineRow>>(
        path,
        { ...query, cursor: nextCursor, limit: PAGE_SIZE },
        controller.signal,
      );
      setLoaded((now) => (now.nextCursor === nextCursor ? append(now, page) : now));
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      if (reading.current === controller) reading.current = undefined;
    }
  }, [path, query, nextCursor]);

  return {
    ...loaded,
    newCount: useMemo(() => countNew(loaded.rows, newest.data), [loaded.rows, newest.data]),
    problem,
    readMore: () => void readMore(),
    showNew: () => {
      stop();
      setLoaded({ rows: newest.data, nextCursor: newest.nextCursor });
    },
  };
}

function append({ rows }: Loaded, page: Page<TimelineRow>): Loaded {
  const known = new Set(rows.map(({ eventId }) => eventId));
  const added = page.data.filter(({ eventId }) => !known.has(eventId));
  return { rows: [...rows, ...added], nextCursor: page.nextCursor };
}

function countNew(rows: readonly TimelineRow[], newest: readonly TimelineRow[]): number {
  const known = new Set(rows.map(({ eventId }) => eventId));
  return newest.filter(({ eventId }) => !known.has(eventId)).length;
}
