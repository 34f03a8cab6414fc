import { CircleCheck, CircleDashed, CircleQuestionMark, CircleX, TriangleAlert, Unplug } from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import type { ConnectionStateName } from "#lib/domain/state/connection-state.ts";

export const CONNECTION_LOOKS = {
  connected: { tone: "ok", icon: CircleCheck, label: "connected" },
  expired: { tone: "bad", icon: CircleX, label: "expired" },
  disconnected: { tone: "warn", icon: Unplug, label: "disconnected" },
  probably_reconnected: {
    tone: "accent",
    icon: CircleQuestionMark,
    label: "probably reconnected · not confirmed",
  },
  not_reported: { tone: "quiet", icon: CircleDashed, label: "not reported" },
  unclear: { tone: "warn", icon: TriangleAlert, label: "unclear" },
} satisfies Record<ConnectionStateName, StatusLook>;
