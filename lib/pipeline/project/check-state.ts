import type pg from "pg";
import { withCheckLock } from "#lib/db/state/check-lock.ts";
import { type CheckPosition, nextCheckedIds, readCheckPosition } from "#lib/db/state/check-position.ts";
import { findStateDifferences, type StateDifference } from "#lib/db/state/find-state-differences.ts";
import type { NoticeRow } from "#lib/db/state/insert-notices.ts";
import { readKeptContents } from "#lib/db/state/kept-contents.ts";
import { readRulesVersion } from "#lib/db/state/projector-position.ts";
import { readCheckedEvents } from "#lib/db/state/read-checked-events.ts";
import { CHECKED_TABLES, recordCheck } from "#lib/db/state/record-check.ts";
import { RULES_VERSION } from "#lib/domain/state/rules-version.ts";
import type { Logger } from "#lib/platform/log.ts";
import { orFault, ProjectionFault } from "./projection-fault.ts";
import { readNotice } from "./read-notice.ts";
import { type RecomputedRows, recomputeBusiness, recomputeUser } from "./recompute-rows.ts";

const IDS = 20;
const EVENTS_PER_READ = 1000;
const START: CheckPosition = { kind: "business", after: "" };

/**
 * Recomputes the state of the next few businesses or users from their stored events and compares it with the live rows;
 * what differs is kept for the operators and logged. Does nothing while another worker checks, or while state is of
 * older rules.
 */
export async function checkState(pool: pg.Pool, log: Logger): Promise<void> {
  await withCheckLock(pool, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const isCurrent = (await readRulesVersion(client)) === RULES_VERSION;
    const portion = isCurrent ? await checkPortion(client) : null;
    await client.query("COMMIT");
    if (portion === null) return;
    for (const error of portion.faults) log.error("state cannot be recomputed", { error });
    for (const { table, key, live, recomputed } of await recordCheck(client, portion)) {
      log.error("state differs from what the stored events say", { table, key, live, recomputed });
    }
  });
}

/** One snapshot for all of it: position and state move together, so that nothing in it is newer than the position. */
async function checkPortion(client: pg.ClientBase) {
  const position = (await readCheckPosition(client)) ?? START;
  const ids = await nextCheckedIds(client, position, IDS);
  const differences: StateDifference[] = [];
  let count = 0;
  const faults: ProjectionFault[] = [];
  for (const id of ids) {
    try {
      const rows = recompute(position.kind, id, await readNotices(client, position.kind, id));
      for (const table of CHECKED_TABLES[position.kind]) {
        const recomputed = rows[table] ?? [];
        differences.push(...(await findStateDifferences(client, table, recomputed, [id])));
        count += recomputed.length;
      }
    } catch (error) {
      // Such events are parked when they arrive; these became so with a later version of the rules.
      if (!(error instanceof ProjectionFault)) throw error;
      faults.push(error);
    }
  }
  return { kind: position.kind, ids, count, differences, faults, next: nextPosition(position, ids) };
}

function recompute(kind: CheckPosition["kind"], id: string, notices: readonly NoticeRow[]): RecomputedRows {
  return orFault(`${kind} ${id}`, () =>
    kind === "business" ? recomputeBusiness(id, notices) : recomputeUser(id, notices),
  );
}

/** From the bodies, not from the notices that live state was computed from. */
async function readNotices(client: pg.ClientBase, kind: CheckPosition["kind"], id: string): Promise<NoticeRow[]> {
  const notices: NoticeRow[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const events = await readCheckedEvents(client, kind, id, after, EVENTS_PER_READ);
    const kept = await readKeptContents(client, events);
    notices.push(...orFault(`${kind} ${id}`, () => events.flatMap((event) => readNotice(event, kept) ?? [])));
    const last = events.at(-1);
    if (last === undefined || events.length < EVENTS_PER_READ) return notices;
    after = last.id;
  }
}

/** Null once every user was checked: the next portion begins with the first business again. */
function nextPosition({ kind }: CheckPosition, ids: readonly string[]): CheckPosition | null {
  const last = ids.at(-1);
  if (last !== undefined && ids.length === IDS) return { kind, after: last };
  return kind === "business" ? { kind: "user", after: "" } : null;
}
