import { Prisma } from "#lib/db/generated/client.ts";
import { instantColumns, instantSql } from "#lib/db/state/instant-sql.ts";
import { accountKind } from "#lib/domain/account-kind.ts";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import { reconnectMismatch } from "#lib/domain/reconnect-mismatch.ts";
import type { ConnectionProblem, ConnectionState, ConnectionStateName } from "#lib/domain/state/connection-state.ts";
import { connectionSays } from "#lib/domain/state/says/connection-says.ts";
import {
  BUSINESS_COLUMNS,
  type BusinessColumns,
  type OwningBusiness,
  owningBusiness,
  shownBusiness,
} from "./state-businesses.ts";
import { SOURCE_COLUMNS, type SourceColumns, shownSource } from "./state-sources.ts";

/** A row of connections beside its source, business and task list, as the database returns it. */
export type ConnectionRecord = SourceColumns &
  BusinessColumns & {
    source_id: string;
    account_id: string;
    state: ConnectionStateName;
    since: string | null;
    last_sync_at: string | null;
    problem: ConnectionProblem | null;
    problem_since: string | null;
    recovered_at: string | null;
    recovered_by: "connected" | "sync" | null;
    candidates: string[];
    as_of: string | null;
    decided_by: string[];
    last_seen_at: string;
    also_under: string[];
    /** Null without a task list. */
    asks_for_reconnect: boolean | null;
    last_reconnect_reminder_at: string | null;
    has_open_problem: boolean;
  };

/** Adds what a list shows to the few connections that `page` selects. */
export function withBusinessAndTasks(page: Prisma.Sql, order: Prisma.Sql, place = Prisma.sql`c.source_id`): Prisma.Sql {
  return Prisma.sql`
SELECT ${place}, ${SOURCE_COLUMNS}, ${BUSINESS_COLUMNS}, c.business_id, c.account_id, c.state, c.problem, c.recovered_by, c.candidates,
  c.decided_by, ${instantColumns("c", TIMES)}, ${ALSO_UNDER} AS also_under,
  t.state <> 'completed' AND 'reconnect_account' = ANY (t.task_types) AS asks_for_reconnect,
  ${instantSql(Prisma.sql`t.last_reconnect_reminder_at`)} AS last_reconnect_reminder_at,
  EXISTS (SELECT 1 FROM connections x WHERE x.source_id = c.source_id AND x.business_id = c.business_id
    AND x.problem IS NOT NULL AND x.recovered_at IS NULL) AS has_open_problem
FROM (${page}) AS c
JOIN sources s ON s.id = c.source_id
LEFT JOIN businesses b ON b.source_id = c.source_id AND b.business_id = c.business_id
LEFT JOIN task_lists t ON t.source_id = c.source_id AND t.business_id = c.business_id
${order}`;
}

const TIMES = ["since", "last_sync_at", "problem_since", "recovered_at", "as_of", "last_seen_at"] as const;
const ALSO_UNDER = Prisma.sql`ARRAY (
  SELECT x.business_id FROM connections x
  WHERE x.account_id = c.account_id AND x.source_id = c.source_id AND x.business_id <> c.business_id
  ORDER BY x.business_id LIMIT 20)`;

/** What a connection's row is made of, whether read now or computed for a moment of the past. */
export interface ConnectionFacts {
  readonly source: SourceColumns;
  readonly business: OwningBusiness;
  readonly accountId: string;
  readonly state: ConnectionState;
  readonly alsoUnder: readonly string[];
  readonly reconnectTask: ConnectionRow["reconnectTask"];
  /** Some connection of the business has a problem that nothing came after. */
  readonly hasOpenProblem: boolean;
  readonly observation: ObservationRow | null;
}

export function connectionFacts(record: ConnectionRecord, observation: ObservationRow | null): ConnectionFacts {
  const { asks_for_reconnect: isOpen } = record;
  return {
    source: record,
    business: owningBusiness(record),
    accountId: record.account_id,
    state: connectionStateOf(record),
    alsoUnder: record.also_under,
    reconnectTask: isOpen === null ? null : { isOpen, lastReminderAt: record.last_reconnect_reminder_at },
    hasOpenProblem: record.has_open_problem,
    observation,
  };
}

function connectionStateOf(record: ConnectionRecord): ConnectionState {
  return {
    state: record.state,
    since: record.since,
    lastSyncAt: record.last_sync_at,
    problem: record.problem,
    problemSince: record.problem_since,
    recoveredAt: record.recovered_at,
    recoveredBy: record.recovered_by,
    candidates: record.candidates,
    asOf: record.as_of,
    decidedBy: record.decided_by,
    lastSeenAt: record.last_seen_at,
  };
}

/** Nobody can say when an expiry and a disconnection carry the same time. */
function endedBy({ problem, candidates }: ConnectionState): ConnectionRow["endedBy"] {
  const isTied = candidates.includes("expired") && candidates.includes("disconnected");
  return problem === null || isTied ? null : ENDED_BY[problem];
}

const ENDED_BY = { disconnected: "owner", expired: "plaid" } as const satisfies Record<ConnectionProblem, string>;

export function toConnectionRow(facts: ConnectionFacts): ConnectionRow {
  const { business, accountId, state } = facts;
  const { decidedBy, candidates, lastSeenAt: _lastSeenAt, ...shown } = state;
  return {
    ...shownSource(facts.source),
    ...shownBusiness(business),
    accountId,
    accountKind: accountKind(accountId),
    ...shown,
    endedBy: endedBy(state),
    candidates: [...candidates],
    alsoUnder: [...facts.alsoUnder],
    reconnectTask: facts.reconnectTask,
    mismatch: reconnectMismatch({
      isExpired: state.state === "expired",
      asksForReconnect: facts.reconnectTask?.isOpen ?? false,
      hasOpenProblem: facts.hasOpenProblem,
    }),
    decidedBy: [...decidedBy],
    says: connectionSays(state, facts.alsoUnder),
    observation: facts.observation,
  };
}
