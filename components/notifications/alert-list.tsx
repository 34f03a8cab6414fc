import type { Route } from "next";
import Link from "next/link";
import { Status } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AlertRow } from "#lib/domain/api/notifications.ts";
import { OVER_LOOK, SEVERITY_LOOKS } from "./notification-looks.ts";

interface Props {
  alerts: readonly AlertRow[];
  /** What is said where there are none. */
  empty: string;
}

/** Alerts, each with the page that shows what it is about. */
export function AlertList({ alerts, empty }: Props) {
  if (alerts.length === 0) return <p className="text-faint">{empty}</p>;
  return (
    <ul className="divide-y divide-line border-y">
      {alerts.map((alert) => (
        <li key={alert.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
          <Status look={alert.recoveredAt === null ? SEVERITY_LOOKS[alert.severity] : OVER_LOOK} />
          <div className="min-w-0 flex-1 basis-72">
            <Link
              // The address comes from our own rules, which name console pages only.
              href={alert.url as Route}
              className="text-strong hover:underline [overflow-wrap:anywhere]"
            >
              {alert.title}.
            </Link>
            {alert.recovery === null ? null : <p className="[overflow-wrap:anywhere]">{alert.recovery}</p>}
          </div>
          <Times alert={alert} />
        </li>
      ))}
    </ul>
  );
}

function Times({ alert: { since, recoveredAt } }: { alert: AlertRow }) {
  return (
    <span className="text-faint">
      since <TimeAgo at={since} />
      {recoveredAt === null ? null : (
        <>
          , over <TimeAgo at={recoveredAt} />
        </>
      )}
    </span>
  );
}
