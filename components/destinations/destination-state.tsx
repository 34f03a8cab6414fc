import { CircleCheck, CircleDashed, CirclePause, CircleX, Clock, TriangleAlert } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";

const LOOKS = {
  ok: { tone: "ok", icon: CircleCheck, label: "Delivering" },
  failing: { tone: "bad", icon: TriangleAlert, label: "Failing" },
  behind: { tone: "warn", icon: Clock, label: "Behind" },
  dead_letters: { tone: "bad", icon: CircleX, label: "Dead letters" },
  paused: { tone: "held", icon: CirclePause, label: "Paused" },
  idle: { tone: "quiet", icon: CircleDashed, label: "Idle" },
} satisfies Record<DestinationRow["health"], StatusLook>;

interface Props {
  health: DestinationRow["health"];
  variant?: "soft" | "plain";
}

export function DestinationState({ health, variant }: Props) {
  return <Status look={LOOKS[health]} {...(variant ? { variant } : {})} />;
}
