import { Ban, CircleCheck, CircleX, Clock, Send } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { ReplayRow } from "#lib/domain/api/replays.ts";

const LOOKS = {
  queued: { tone: "quiet", icon: Clock, label: "Queued" },
  running: { tone: "accent", icon: Send, label: "Running" },
  canceling: { tone: "warn", icon: Ban, label: "Canceling" },
  canceled: { tone: "quiet", icon: Ban, label: "Canceled" },
  completed: { tone: "ok", icon: CircleCheck, label: "Completed" },
} satisfies Record<ReplayRow["status"], StatusLook>;

const FAILED: StatusLook = { tone: "bad", icon: CircleX, label: "Completed, some failed" };

export function ReplayState({ replay, variant }: { replay: ReplayRow; variant?: "soft" | "plain" }) {
  const look = replay.status === "completed" && replay.failed > 0 ? FAILED : LOOKS[replay.status];
  return <Status look={look} {...(variant ? { variant } : {})} />;
}
