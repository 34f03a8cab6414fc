"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const ServerNow = createContext(0);

export function ClockProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  return <ServerNow value={serverNow}>{children}</ServerNow>;
}

/** A text that depends on the time: re-renders only when the text changes; the first client text is the server's. */
export function useClockText(format: (now: number) => string): string {
  const serverNow = useContext(ServerNow);
  return useSyncExternalStore(
    subscribe,
    () => format(Date.now()),
    () => format(serverNow),
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  for (const listener of listeners) listener();
}
