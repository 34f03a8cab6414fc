import { Badge } from "#components/ui/badge.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";

const MISMATCHES = {
  expired_without_task: {
    label: "mismatch: not asked",
    says: "Expired, but no open task of the business asks for a reconnect.",
  },
  task_without_expired: {
    label: "mismatch: asked",
    says: "The business is asked to reconnect, but no connection of it has a problem.",
  },
} satisfies Record<NonNullable<ConnectionRow["mismatch"]>, { label: string; says: string }>;

type Reconnect = Pick<ConnectionRow, "reconnectTask" | "mismatch">;

/** Whether and when the owner was last asked to reconnect, and whether that fits the connection. */
export function ReconnectCell({ connection: { reconnectTask, mismatch } }: { connection: Reconnect }) {
  if (mismatch !== null) {
    return (
      <Badge tone="warn" title={MISMATCHES[mismatch].says}>
        {MISMATCHES[mismatch].label}
      </Badge>
    );
  }
  if (reconnectTask === null) return <Dash says="no task list" />;
  const { isOpen, lastReminderAt } = reconnectTask;
  if (!isOpen) return <span className="text-faint max-md:hidden">not asked</span>;
  return (
    <span title="The last reminder that asks for a reconnect">
      asked {lastReminderAt === null ? "" : <TimeAgo at={lastReminderAt} />}
    </span>
  );
}
