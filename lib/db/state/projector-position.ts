import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { RULES_VERSION } from "#lib/domain/state/rules-version.ts";

/** A place in the commit order of events, see events.tx. */
export type ProjectorPosition = { tx: string; eventId: string };

/** Shared by transactions that change live state; whoever holds it alone keeps live state as it is. */
const STATE_LOCK = ADVISORY_LOCK.liveState;

/** The position, locked to the end of the transaction; null when another worker is projecting. */
export async function lockProjector(client: pg.ClientBase): Promise<ProjectorPosition | null> {
  const { rows } = await client.query<ProjectorPosition>(
    `${READ_POSITION} WHERE pg_try_advisory_xact_lock_shared(${STATE_LOCK}) FOR UPDATE SKIP LOCKED`,
  );
  return rows[0] ?? null;
}

/** Keeps every projector from changing live state until the returned function is called, or the connection ends. */
export async function holdLiveState(client: pg.ClientBase): Promise<() => Promise<void>> {
  await client.query(`SELECT pg_advisory_lock(${STATE_LOCK})`);
  return async () => {
    await client.query(`SELECT pg_advisory_unlock(${STATE_LOCK})`);
  };
}

/** Without a lock; of the schema given, or the one that the search path finds first. */
export async function readProjectorPosition(client: pg.ClientBase, table = "projector"): Promise<ProjectorPosition> {
  const { rows } = await client.query<ProjectorPosition>(READ_POSITION.replace("projector", table));
  if (rows[0] === undefined) throw new Error("the projector has no position");
  return rows[0];
}

/** The version of the rules that computed live state. */
export async function readRulesVersion(client: pg.ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ rules_version: number }>("SELECT rules_version FROM projector");
  return rows[0]?.rules_version ?? null;
}

/** Moves the position, with the transaction. */
export async function advanceProjector(client: pg.ClientBase, to: ProjectorPosition, count: number): Promise<void> {
  await client.query(
    `UPDATE projector SET tx = $1::xid8, event_id = $2::uuid, projected_count = projected_count + $3, projected_at = now(),
       rules_version = CASE WHEN projected_count = 0 THEN $4 ELSE rules_version END`,
    [to.tx, to.eventId, count, RULES_VERSION],
  );
}

/** Tells the listeners that state changed, when the transaction commits. */
export async function notifyState(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_notify('signalbox_state', '')");
}

const READ_POSITION = 'SELECT tx::text AS tx, event_id AS "eventId" FROM projector';
