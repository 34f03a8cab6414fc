import { CircleAlert, CircleCheck, CircleHelp, CircleX, Clock, TriangleAlert } from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import type { AlertRow, MessageRow, WatchedGroup } from "#lib/domain/api/notifications.ts";

export const SEVERITY_LOOKS = {
  bad: { tone: "bad", icon: CircleAlert, label: "Open" },
  warn: { tone: "warn", icon: TriangleAlert, label: "Open" },
} satisfies Record<AlertRow["severity"], StatusLook>;

export const OVER_LOOK: StatusLook = { tone: "ok", icon: CircleCheck, label: "Over" };

export const STATE_LOOKS = {
  ok: { tone: "ok", icon: CircleCheck, label: "Good" },
  alarming: { tone: "bad", icon: CircleAlert, label: "Wrong" },
  undecided: { tone: "quiet", icon: CircleHelp, label: "Undecided" },
} satisfies Record<WatchedGroup["watched"][number]["state"], StatusLook>;

export const MESSAGE_LOOKS = {
  pending: { tone: "warn", icon: Clock, label: "Waiting" },
  sent: { tone: "ok", icon: CircleCheck, label: "Sent" },
  given_up: { tone: "bad", icon: CircleX, label: "Given up" },
} satisfies Record<MessageRow["status"], StatusLook>;
