"use client";

import { useCallback } from "react";
import { useReplayOffer } from "./replay-context.ts";
import type { ReplayScope } from "./replay-scope.ts";

/** On a page about one thing, the key r and the palette replay that. */
export function OfferReplay({ scope }: { scope: ReplayScope }) {
  useReplayOffer(useCallback(() => scope, [scope]));
  return null;
}
