import { CircleCheck, CirclePause, CircleSlash } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { SourceStatus } from "#lib/domain/source-status.ts";

const LOOKS = {
  enabled: { tone: "ok", icon: CircleCheck, label: "Enabled" },
  paused: { tone: "held", icon: CirclePause, label: "Paused" },
  disabled: { tone: "bad", icon: CircleSlash, label: "Disabled" },
} satisfies Record<SourceStatus, StatusLook>;

export function SourceState({ status, variant }: { status: SourceStatus; variant?: "soft" | "plain" }) {
  return <Status look={LOOKS[status]} {...(variant ? { variant } : {})} />;
}
