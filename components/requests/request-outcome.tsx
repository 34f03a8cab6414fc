import { CircleCheck, CircleX, Copy, Hourglass, PackageCheck, PackageOpen } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { RequestRow } from "#lib/domain/api/requests.ts";

type Outcome = "accepted" | "duplicate" | "rejected" | "kept" | "held" | "accepted_later";

const LOOKS = {
  accepted: { tone: "ok", icon: CircleCheck, label: "Accepted" },
  duplicate: { tone: "quiet", icon: Copy, label: "Duplicate" },
  rejected: { tone: "bad", icon: CircleX, label: "Rejected" },
  kept: { tone: "warn", icon: PackageOpen, label: "Refused, kept" },
  held: { tone: "held", icon: Hourglass, label: "Held" },
  accepted_later: { tone: "ok", icon: PackageCheck, label: "Accepted later" },
} satisfies Record<Outcome, StatusLook>;

type Facts = Pick<RequestRow, "outcome" | "isDuplicate" | "isKept" | "isHeld" | "acceptedLaterAt">;

export function RequestOutcome({ request, variant }: { request: Facts; variant?: "soft" | "plain" }) {
  return <Status look={LOOKS[outcomeOf(request)]} {...(variant ? { variant } : {})} />;
}

function outcomeOf({ outcome, isDuplicate, isKept, isHeld, acceptedLaterAt }: Facts): Outcome {
  if (outcome === "accepted") return isDuplicate ? "duplicate" : "accepted";
  if (acceptedLaterAt !== null) return "accepted_later";
  if (isHeld) return "held";
  return isKept ? "kept" : "rejected";
}
