import { CircleCheck, CircleX, ShieldX } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { AuditOutcome as Outcome } from "#lib/domain/audit-record.ts";

const LOOKS = {
  succeeded: { tone: "ok", icon: CircleCheck, label: "Done" },
  denied: { tone: "warn", icon: ShieldX, label: "Denied" },
  failed: { tone: "bad", icon: CircleX, label: "Failed" },
} satisfies Record<Outcome, StatusLook>;

export function AuditOutcome({ outcome }: { outcome: Outcome }) {
  return <Status look={LOOKS[outcome]} variant="plain" />;
}
