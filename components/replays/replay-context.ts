"use client";

import { createContext, useContext, useEffect } from "react";
import type { ReplayScope } from "./replay-scope.ts";

/** What "Replay…" means on a page at the moment it is asked for. */
export type OfferedScope = (by: "key" | "palette") => ReplayScope;

interface ReplayLauncher {
  /** Why this role may not replay; null when it may. */
  problem: string | null;
  open: (scope: ReplayScope) => void;
  /** Opens what the page offers, else all events. */
  openOffered: () => void;
  /** Makes the key r and the palette mean this, until the answer is called. */
  offer: (scope: OfferedScope) => () => void;
}

export const ReplayContext = createContext<ReplayLauncher | null>(null);

export function useReplay(): ReplayLauncher {
  const launcher = useContext(ReplayContext);
  if (launcher === null) throw new Error("useReplay is used outside ReplayProvider");
  return launcher;
}

/** While the caller is on the page, the key r and the palette replay what it says. */
export function useReplayOffer(scope: OfferedScope) {
  const { offer } = useReplay();
  useEffect(() => offer(scope), [offer, scope]);
}
