"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Standing } from "#lib/client/ask-standing.ts";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { useLive, useLiveMessages } from "./live-provider.tsx";
import { useStanding } from "./use-standing.ts";

const NOTABLE_MS = 2_000;
const OFFLINE_MS = 4_000;

interface Known {
  standing: Standing | null;
  /** The database does not answer: what is shown stays as it was, and nothing is to be read again. */
  isAway: boolean;
}

const StandingContext = createContext<Known | null>(null);

/** Knows on every page whether the database answers and what doors keep on disk. Inside LiveProvider. */
export function StandingProvider({ initial, children }: { initial: SpoolReport; children: ReactNode }) {
  const router = useRouter();
  const { state } = useLive();
  const { standing, ask } = useStanding({
    initial: { database: initial.database, report: initial },
    pace: (known) => (isNotable(known) ? NOTABLE_MS : state === "offline" ? OFFLINE_MS : null),
    onBack: () => router.refresh(),
  });
  useLiveMessages("spool", ask);
  const known = useMemo(() => ({ standing, isAway: standing?.database === "down" }), [standing]);
  return <StandingContext value={known}>{children}</StandingContext>;
}

/** Null on pages without a session, which have no provider. */
export function useKnownStanding(): Known | null {
  return useContext(StandingContext);
}

/** Whether a page may be read again by itself. */
export function useIsAway(): boolean {
  return useKnownStanding()?.isAway ?? false;
}

function isNotable(standing: Standing | null): boolean {
  const total = standing?.report?.total;
  return standing?.database === "down" || (total !== undefined && (total.state !== "empty" || total.waiting > 0));
}
