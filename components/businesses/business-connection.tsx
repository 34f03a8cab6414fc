import Link from "next/link";
import { ConnectionState } from "#components/connections/connection-state.tsx";
import { href } from "#components/layout/href.ts";
import { ReplayIconButton } from "#components/replays/replay-icon-button.tsx";
import { Checked } from "#components/state/checked.tsx";
import { RowLinks } from "#components/state/row-links.tsx";
import { StateTime } from "#components/state/state-time.tsx";
import { Why } from "#components/state/why.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";

interface Props {
  connection: BusinessDetail["connectionRows"][number];
  isNow: boolean;
  canObserve: boolean;
}

/** One connection: its state with the doubts left in, since when, its last sync, and who ended it. */
export function BusinessConnection({ connection, isNow, canObserve }: Props) {
  return (
    <li className="flex flex-col gap-0.5 py-2 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
        <ConnectionState state={connection.state} variant="plain" />
        <IdChip id={connection.accountId} />
        <span className="ml-auto flex items-center">
          <ReplayIconButton
            label={`the events of connection ${shortenId(connection.accountId)}`}
            scope={{
              events: { kind: "filter", filter: eventsOf(connection) },
              names: { [connection.source]: connection.sourceName },
            }}
          />
          <Why
            kind="connection"
            subject={`connection ${shortenId(connection.accountId)}`}
            says={connection.says}
            considered={connection.considered}
          />
        </span>
      </div>
      <p className="text-pretty break-words text-normal">{connection.says}</p>
      {connection.mismatch === "expired_without_task" ? (
        <p className="text-warn">No open task asks for a reconnect.</p>
      ) : null}
      {connection.reconnectTask?.isOpen === true && connection.problem !== null && connection.recoveredAt === null ? (
        <p className="text-normal">An open task asks for a reconnect.</p>
      ) : null}
      <AlsoUnder connection={connection} />
      <RowLinks links={connection.links} />
      <Checked
        subjectKind="connection"
        source={connection.source}
        subjectKey={[connection.businessId, connection.accountId]}
        stateNow={connection.state}
        observation={connection.observation}
        canObserve={canObserve}
      >
        <Times connection={connection} isNow={isNow} />
      </Checked>
    </li>
  );
}

function eventsOf({ source, businessId, accountId }: Props["connection"]) {
  return { source, businessId, subjectId: accountId };
}

function Times({ connection, isNow }: Pick<Props, "connection" | "isNow">) {
  const { since, lastSyncAt, endedBy, recoveredAt } = connection;
  return (
    <span className="flex flex-wrap gap-x-3">
      {since === null ? null : (
        <span>
          since <StateTime at={since} isNow={isNow} />
        </span>
      )}
      {lastSyncAt === null ? null : (
        <span>
          last sync <StateTime at={lastSyncAt} isNow={isNow} />
        </span>
      )}
      {endedBy === null || recoveredAt !== null ? null : (
        <span>ended by {endedBy === "owner" ? "the owner" : "Plaid"}</span>
      )}
    </span>
  );
}

function AlsoUnder({ connection }: Pick<Props, "connection">) {
  return connection.alsoUnder.map((id) => (
    <p key={id} className="text-warn">
      The same account:{" "}
      <Link href={href.business(id, connection.source)} className="mono underline">
        {shortenId(id)}
      </Link>
    </p>
  ));
}
