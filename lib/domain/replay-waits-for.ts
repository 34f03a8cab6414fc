import type { ReplayStatus } from "./replay-status.ts";

type Target = {
  status: ReplayStatus;
  name: string;
  isPaused: boolean;
  failingSince: Date | null;
  nextProbeAt: Date | null;
};

/** Why a replay sends nothing to a destination at the moment, in words; null when it does, or has ended. */
export function replayWaitsFor({ status, name, isPaused, failingSince, nextProbeAt }: Target): string | null {
  if (status !== "running") return null;
  if (isPaused) return `${name} is paused; it goes on when that is resumed.`;
  if (failingSince === null) return null;
  const next = nextProbeAt === null ? "" : `; tried again at ${nextProbeAt.toISOString()}`;
  return `${name} is failing since ${failingSince.toISOString()}${next}.`;
}
