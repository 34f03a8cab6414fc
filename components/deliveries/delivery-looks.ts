import { Ban, CircleCheck, CirclePause, CircleX, Clock, RefreshCw, Send, Trash2 } from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";

export const DELIVERY_LOOKS = {
  pending: { tone: "quiet", icon: Clock, label: "Pending" },
  in_progress: { tone: "accent", icon: Send, label: "Sending" },
  retry_scheduled: { tone: "warn", icon: RefreshCw, label: "Retry scheduled" },
  succeeded: { tone: "ok", icon: CircleCheck, label: "Succeeded" },
  dead_lettered: { tone: "bad", icon: CircleX, label: "Dead-lettered" },
  held: { tone: "held", icon: CirclePause, label: "Held" },
  canceled: { tone: "quiet", icon: Ban, label: "Canceled" },
  discarded: { tone: "quiet", icon: Trash2, label: "Discarded" },
} satisfies Record<DeliveryStatus, StatusLook>;
