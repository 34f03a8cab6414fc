"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveMessages } from "#components/layout/live-provider.tsx";

type Timer = ReturnType<typeof setTimeout> | undefined;

const SOON_MS = 300;
/** "state" does not say whose, so that the one heard may have been about an event before ours. */
const CERTAIN_MS = 3000;

/** Reads the page again once an event about one of these businesses or users has been worked into the state. */
export function SubjectRefresh({ ids }: { ids: readonly string[] }) {
  const router = useRouter();
  const soon = useRef<Timer>(undefined);
  const certain = useRef<Timer>(undefined);

  useLiveMessages("event", (data) => {
    if (certain.current !== undefined || !concerns(data, ids)) return;
    certain.current = setTimeout(() => {
      certain.current = undefined;
      soon.current = undefined;
      router.refresh();
    }, CERTAIN_MS);
  });
  useLiveMessages("state", () => {
    if (certain.current === undefined || soon.current !== undefined) return;
    soon.current = setTimeout(() => router.refresh(), SOON_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(soon.current);
      clearTimeout(certain.current);
    },
    [],
  );
  return null;
}

function concerns(data: unknown, ids: readonly string[]): boolean {
  if (typeof data !== "object" || data === null) return false;
  const named = [Reflect.get(data, "businessId"), Reflect.get(data, "userId")];
  return named.some((id) => typeof id === "string" && ids.includes(id));
}
