"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useIsAway } from "./standing-provider.tsx";

/** Reads the page again every so often while it is looked at: for what moves by itself, and when no message comes. */
export function PollRefresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  const isAway = useIsAway();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !isAway) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs, isAway]);
  return null;
}
