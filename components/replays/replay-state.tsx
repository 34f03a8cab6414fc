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

const SOME_FAILED: StatusLook = { tone: "bad", icon: CircleX, label: "Completed, some failed" };
const FAILED: StatusLook = { tone: "bad", icon: CircleX, label: "Not carried out" };

export function ReplayState({ replay, variant }: { replay: ReplayRow; variant?: "soft" | "plain" }) {
  return <Status look={lookOf(replay)} {...(variant ? { variant } : {})} />;
}

function lookOf({ status, failed, problem }: ReplayRow): StatusLook {
  if (problem !== null) return FAILED;
  return status === "completed" && failed > 0 ? SOME_FAILED : LOOKS[status];
}
