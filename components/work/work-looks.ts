import { Activity, CircleHelp, FileX, Hourglass, ListTodo, Unlink, Unplug, WalletCards } from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import { keysOf } from "#lib/domain/keys-of.ts";
import { WORK_KINDS, type WorkKind } from "#lib/domain/work-kind.ts";

const ICONS = {
  connection_expired: Unplug,
  payment_error: WalletCards,
  document_error: FileX,
  tasks_open: ListTodo,
  payment_stuck: Hourglass,
  no_connection: Unlink,
  late_activity: Activity,
  unclear: CircleHelp,
} satisfies Record<WorkKind, StatusLook["icon"]>;

export function workLook(kind: WorkKind): StatusLook {
  const { label, isUrgent } = WORK_KINDS[kind];
  return { icon: ICONS[kind], label, tone: isUrgent ? "bad" : "warn" };
}

export const WORK_KIND_OPTIONS = keysOf(WORK_KINDS).map((kind) => ({ value: kind, label: WORK_KINDS[kind].label }));
