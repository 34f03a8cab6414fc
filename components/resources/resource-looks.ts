import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePlus,
  CircleSlash,
  CircleX,
  Clock,
  SearchCheck,
  TriangleAlert,
} from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import type { ResourceCertainty } from "#lib/domain/state/resource-state.ts";

/** The statuses that Abound documents; any other is shown as it came. */
const LOOKS: Readonly<Record<string, StatusLook>> = {
  created: { tone: "quiet", icon: CirclePlus, label: "created" },
  verifying: { tone: "accent", icon: SearchCheck, label: "verifying" },
  pending: { tone: "accent", icon: Clock, label: "pending" },
  done: { tone: "ok", icon: CircleCheck, label: "done" },
  error: { tone: "bad", icon: CircleX, label: "error" },
  cancelled: { tone: "quiet", icon: CircleSlash, label: "cancelled" },
  unclear: { tone: "warn", icon: TriangleAlert, label: "unclear" },
};

export const RESOURCE_STATUSES: readonly string[] = Object.keys(LOOKS);

/** How a status looks; null is a resource whose notices carry none. */
export function resourceLook(status: string | null): StatusLook {
  if (status === null) return { tone: "quiet", icon: CircleDashed, label: "no status" };
  const known = Object.hasOwn(LOOKS, status) ? LOOKS[status] : undefined;
  return known ?? { tone: "quiet", icon: CircleDot, label: status };
}

export const CERTAINTY_WORDS = {
  final: "final",
  last_received: "last notice received",
  several_received: "order not known",
  unclear: "two final statuses",
} satisfies Record<ResourceCertainty, string>;
