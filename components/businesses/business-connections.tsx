import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { ShortList } from "#components/state/short-list.tsx";
import { StateCard } from "#components/state/state-card.tsx";
import { plural } from "#components/ui/plural.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import type { ConnectionStateName } from "#lib/domain/state/connection-state.ts";
import { BusinessConnection } from "./business-connection.tsx";

interface Props {
  business: BusinessDetail;
  canObserve: boolean;
}

/** More are better read in the list. */
const MOST = 50;

/** What needs a person comes first. */
const URGENCY = {
  expired: 0,
  disconnected: 1,
  unclear: 2,
  probably_reconnected: 3,
  not_reported: 4,
  connected: 5,
} satisfies Record<ConnectionStateName, number>;

/** The connections of a business, those with a problem first. */
export function BusinessConnections({ business, canObserve }: Props) {
  const { id, source, connectionRows } = business;
  const isNow = business.shownAsOf === null;
  if (connectionRows.length === 0) {
    return (
      <StateCard title="Connections">
        <NoConnections isNow={isNow} />
      </StateCard>
    );
  }
  const all = href.connections({ businessId: id, source });
  const sorted = connectionRows.toSorted((a, b) => URGENCY[a.state] - URGENCY[b.state]);
  return (
    <StateCard
      title="Connections"
      aside={
        <Link href={all} className="text-accent hover:underline">
          {plural(connectionRows.length, "connection")}
        </Link>
      }
    >
      <ShortList label="Connections" total={sorted.length} all={all}>
        {sorted.slice(0, MOST).map((connection) => (
          <BusinessConnection
            key={connection.accountId}
            connection={connection}
            isNow={isNow}
            canObserve={canObserve && isNow}
          />
        ))}
      </ShortList>
    </StateCard>
  );
}

function NoConnections({ isNow }: { isNow: boolean }) {
  return (
    <div className="text-pretty">
      <p className="text-strong">{isNow ? "No connection was reported." : "No connection had been reported."}</p>
      <p className="text-faint">
        A connection shows once an event names it: made, lost or synced. Events from before this source was set up are
        not here, so this is no proof that there is none.
      </p>
    </div>
  );
}
