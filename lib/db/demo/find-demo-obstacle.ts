import type pg from "pg";

export type DemoObstacle =
  | { kind: "demo_exists" }
  | { kind: "has_events" }
  | { kind: "open_destination"; name: string };

/** What speaks against writing the demo's history into this database. */
export async function findDemoObstacle(pool: pg.Pool, demoSlugs: readonly string[]): Promise<DemoObstacle | null> {
  const { rows } = await pool.query<{ demo: boolean; events: boolean; destination: string | null }>(FIND, [demoSlugs]);
  const [row] = rows;
  if (row?.demo) return { kind: "demo_exists" };
  if (row?.destination) return { kind: "open_destination", name: row.destination };
  return row?.events ? { kind: "has_events" } : null;
}

const FIND = `
SELECT EXISTS (SELECT 1 FROM events e JOIN sources s ON s.id = e.source_id WHERE s.slug = ANY ($1)) AS demo,
  EXISTS (SELECT 1 FROM events) AS events,
  (SELECT name FROM destinations WHERE deleted_at IS NULL AND sources = '{}' LIMIT 1) AS destination`;
