import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";
import { type AlertNow, type NoticeLine, noticeLine } from "#lib/domain/watch/notice-line.ts";
import type { AlertStep } from "#lib/domain/watch/step-alerts.ts";
import { isWatchKind } from "#lib/domain/watch/watch-kind.ts";
import type { Watched } from "#lib/domain/watch/watched.ts";
import { newId } from "#lib/platform/ids.ts";
import { queueLines } from "./queue-lines.ts";
import { NOTE_LOOK } from "./watch-lock.ts";

type LookRecord = {
  now: Date;
  /** What happens within this time is told in one message. */
  groupMs: number;
  decide: (open: readonly AlertNow[]) => AlertStep<AlertNow>;
};

type StoredAlert = Omit<AlertNow, "kind" | "severity"> & { kind: string; severity: string };

/** Opens, updates and ends alerts, and queues what is to be told of it: all in one transaction. */
export function recordLook(pool: pg.Pool, { now, groupMs, decide }: LookRecord): Promise<AlertStep<AlertNow>> {
  return inClientTransaction(pool, async (client) => {
    // A process that hangs in here must not keep the others from looking.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '10s'");
    // Two processes that both believe to be the one that watches do not interfere.
    await client.query("SELECT pg_advisory_xact_lock($1)", [ADVISORY_LOCK.look]);
    await client.query(NOTE_LOOK);
    const open = await readOpenAlerts(client);
    const step = decide(open);
    const after = [
      ...(await openAlerts(client, step.opened, now)),
      ...(await updateAlerts(client, open, step, now)),
      ...(await endAlerts(client, step, now)),
    ];
    await tell(client, after, { now, groupMs });
    return step;
  });
}

async function readOpenAlerts(client: pg.ClientBase): Promise<AlertNow[]> {
  const { rows } = await client.query<StoredAlert>(READ_OPEN);
  // One of a kind that another version watches is left to that version.
  return rows.flatMap((row) => {
    const { kind } = row;
    return isWatchKind(kind) ? [{ ...row, kind, severity: row.severity === "bad" ? "bad" : "warn" }] : [];
  });
}

async function openAlerts(client: pg.ClientBase, opened: readonly Watched[], now: Date): Promise<AlertNow[]> {
  const rows = opened.map(({ key, kind, subject, severity, title, url, count, since }) => {
    return { id: newId(), key, kind, subject, severity, title, url, count, since };
  });
  for (const { id, key, kind, subject, severity, title, url, count, since } of rows) {
    await client.query(OPEN_ALERT, [id, key, kind, subject, severity, title, url, count, since, now]);
  }
  return rows.map((row) => ({ ...row, toldCount: null, recoveredAt: null, recovery: null }));
}

/** Those that last get the words of now; the others stay, and may still have to be told. */
async function updateAlerts(
  client: pg.ClientBase,
  open: readonly AlertNow[],
  { lasting, ended }: AlertStep<AlertNow>,
  now: Date,
): Promise<AlertNow[]> {
  const gone = new Set(ended.map(({ alert }) => alert.id));
  const seen = new Map(lasting.map(({ alert, watched }) => [alert.id, watched]));
  for (const [id, { title, count, url, subject }] of seen) {
    await client.query(UPDATE_ALERT, [id, title, count, url, subject, now]);
  }
  return open
    .filter(({ id }) => !gone.has(id))
    .map((alert) => {
      const { title, count, url } = seen.get(alert.id) ?? alert;
      return { ...alert, title, count, url };
    });
}

async function endAlerts(client: pg.ClientBase, { ended }: AlertStep<AlertNow>, now: Date): Promise<AlertNow[]> {
  for (const { alert, recovery } of ended) {
    await client.query(END_ALERT, [alert.id, now, `${recovery}.`]);
  }
  return ended.map(({ alert, recovery }) => ({ ...alert, recoveredAt: now, recovery }));
}

/** Without an address that is enabled nothing is told, and what is open then is told once there is one. */
async function tell(
  client: pg.ClientBase,
  alerts: readonly AlertNow[],
  { now, groupMs }: Omit<LookRecord, "decide">,
): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM notification_channels WHERE is_enabled");
  if (rowCount === 0) return;
  const lines = alerts.flatMap((alert): NoticeLine[] => {
    const line = noticeLine(alert, now);
    return line === null ? [] : [line];
  });
  for (const { alertId, count } of lines) {
    await client.query("UPDATE watch_alerts SET told_count = $2 WHERE id = $1", [alertId, count]);
  }
  await queueLines(client, lines, { now, groupMs });
}

const READ_OPEN = `
SELECT id, key, kind, subject, severity, title, url, count, told_count AS "toldCount", since,
  recovered_at AS "recoveredAt", recovery
FROM watch_alerts WHERE recovered_at IS NULL ORDER BY id`;

const OPEN_ALERT = `
INSERT INTO watch_alerts (id, key, kind, subject, severity, title, url, count, since, opened_at, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`;

const UPDATE_ALERT =
  "UPDATE watch_alerts SET title = $2, count = $3, url = $4, subject = $5, seen_at = $6 WHERE id = $1";

const END_ALERT = "UPDATE watch_alerts SET recovered_at = $2, recovery = $3 WHERE id = $1";
