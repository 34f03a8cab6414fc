"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLiveMessages } from "./live-provider.tsx";
import { useIsAway } from "./standing-provider.tsx";

const PAUSE_MS = 1500;
const POLL_MS = 15_000;

/** Reads the page again when anything happened, and every 15 s besides, as heartbeats and rates change by themselves. */
export function AutoRefresh() {
  const router = useRouter();
  const isAway = useIsAway();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useEffectEvent(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (document.visibilityState === "visible" && !isAway) router.refresh();
  });
  const soon = () => {
    timer.current ??= setTimeout(refresh, PAUSE_MS);
  };
  useLiveMessages("event", soon);
  useLiveMessages("delivery", soon);
  useLiveMessages("source", soon);
  useEffect(() => {
    const poll = setInterval(refresh, POLL_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(poll);
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, []);
  return null;
}
