/**
 * SQL text: the oldest transaction of this database that was open when the statement began. Those of other databases in
 * the same server cannot write our events, and one of theirs may last for hours.
 */
export const FIRST_OPEN_TRANSACTION = `
SELECT coalesce(min(x), pg_snapshot_xmax(pg_current_snapshot())) FROM pg_snapshot_xip(pg_current_snapshot()) AS x
WHERE NOT EXISTS (
  SELECT 1 FROM pg_stat_activity a
  WHERE a.backend_xid = x::xid AND a.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())
)`;
