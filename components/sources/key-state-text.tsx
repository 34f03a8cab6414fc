import { KeyRound, ShieldAlert, ShieldX } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { KeyState } from "#lib/domain/api/sources.ts";

const LOOKS = {
  ok: { tone: "ok", icon: KeyRound, label: "Keys" },
  stale: { tone: "warn", icon: ShieldAlert, label: "Keys are stale" },
  none: { tone: "bad", icon: ShieldX, label: "No keys" },
} satisfies Record<KeyState["kind"], StatusLook>;

/** Whether signatures can be verified, in words. */
export function KeyStateText({ keys }: { keys: KeyState }) {
  return (
    <Status look={LOOKS[keys.kind]} variant="plain">
      {keys.text}
    </Status>
  );
}
