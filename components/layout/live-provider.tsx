"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";

export type LiveKind = "event" | "delivery" | "replay" | "source" | "state" | "request" | "spool";
export type LiveState = "connecting" | "live" | "offline";
type Listener = (data: unknown) => void;

interface Live {
  state: LiveState;
  lastEventAt: string | null;
  subscribe: (kind: LiveKind, listener: Listener) => () => void;
}

const KINDS: readonly LiveKind[] = ["event", "delivery", "replay", "source", "state", "request", "spool"];
const RETRY_MS = 10_000;
const LiveContext = createContext<Live | null>(null);

/** Holds the one server-sent-events connection of the page. */
export function LiveProvider({ lastEventAt: initial, children }: { lastEventAt: string | null; children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const [lastEventAt, setLastEventAt] = useState(initial);
  const listeners = useRef(new Map<LiveKind, Set<Listener>>());

  useEffect(() => {
    return openStream(setState, (kind, data) => {
      if (kind === "event") setLastEventAt(receivedAtOf(data) ?? new Date().toISOString());
      for (const listener of listeners.current.get(kind) ?? []) listener(data);
    });
  }, []);

  const live = useMemo(() => ({ state, lastEventAt, subscribe: subscribeTo(listeners.current) }), [state, lastEventAt]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("useLive is used outside LiveProvider");
  return live;
}

/** Calls the latest `listener` for each message of a kind. */
export function useLiveMessages(kind: LiveKind, listener: Listener) {
  const { subscribe } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe(kind, (data) => latest.current(data)), [kind, subscribe]);
}

function openStream(
  onState: (state: LiveState) => void,
  onMessage: (kind: LiveKind, data: unknown) => void,
): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  function connect() {
    source = new EventSource("/api/v1/stream");
    source.onopen = () => onState("live");
    source.onerror = () => {
      onState("offline");
      // A browser gives up for good on an error status; it reconnects by itself on a broken connection.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    };
    for (const kind of KINDS) source.addEventListener(kind, (message) => onMessage(kind, parse(message.data)));
  }
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

function subscribeTo(all: Map<LiveKind, Set<Listener>>): Live["subscribe"] {
  return (kind, listener) => {
    const set = all.get(kind) ?? new Set();
    all.set(kind, set.add(listener));
    return () => set.delete(listener);
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

function receivedAtOf(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("receivedAt" in data)) return null;
  return typeof data.receivedAt === "string" ? data.receivedAt : null;
}
