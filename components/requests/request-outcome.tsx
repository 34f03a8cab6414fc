import { CircleCheck, CircleX, Copy, PackageCheck, PackageOpen } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { RequestRow } from "#lib/domain/api/requests.ts";

type Outcome = "accepted" | "duplicate" | "rejected" | "kept" | "accepted_later";

const LOOKS = {
  accepted: { tone: "ok", icon: CircleCheck, label: "Accepted" },
  duplicate: { tone: "quiet", icon: Copy, label: "Duplicate" },
  rejected: { tone: "bad", icon: CircleX, label: "Rejected" },
  kept: { tone: "warn", icon: PackageOpen, label: "Refused, kept" },
  accepted_later: { tone: "ok", icon: PackageCheck, label: "Accepted later" },
} satisfies Record<Outcome, StatusLook>;

type Facts = Pick<RequestRow, "outcome" | "isDuplicate" | "isKept" | "acceptedLaterAt">;

export function RequestOutcome({ request, variant }: { request: Facts; variant?: "soft" | "plain" }) {
  return <Status look={LOOKS[outcomeOf(request)]} {...(variant ? { variant } : {})} />;
}

function outcomeOf({ outcome, isDuplicate, isKept, acceptedLaterAt }: Facts): Outcome {
  if (outcome === "accepted") return isDuplicate ? "duplicate" : "accepted";
  if (acceptedLaterAt !== null) return "accepted_later";
  return isKept ? "kept" : "rejected";
}
