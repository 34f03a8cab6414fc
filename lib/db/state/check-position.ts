import type pg from "pg";

/** Where the round trip of the permanent check stands: behind this business, or behind this user. */
export type CheckPosition = { kind: "business" | "user"; after: string };

export async function readCheckPosition(client: pg.ClientBase): Promise<CheckPosition | null> {
  const { rows } = await client.query<{ position: CheckPosition | null }>("SELECT position FROM state_checks");
  return rows[0]?.position ?? null;
}

/** The next ids of businesses or users that are in the events or in the state, in order. */
export async function nextCheckedIds(client: pg.ClientBase, position: CheckPosition, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(NEXT_IDS[position.kind], [position.after, limit]);
  return rows.map(({ id }) => id);
}

/** Each id found by one step through an index, so that a business with very many events costs no more than another. */
function nextIds(column: string, tables: readonly string[]): string {
  const first = (table: string, after: string) =>
    `(SELECT ${column} FROM ${table} WHERE ${column} > ${after} ORDER BY ${column} LIMIT 1)`;
  const least = (after: string) => `least(${tables.map((table) => first(table, after)).join(", ")})`;
  return `
WITH RECURSIVE ids (id, place) AS (
  SELECT ${least("$1::text")}, 1
  UNION ALL
  SELECT ${least("ids.id")}, ids.place + 1 FROM ids WHERE ids.id IS NOT NULL AND ids.place < $2::int
)
SELECT id FROM ids WHERE id IS NOT NULL ORDER BY place`;
}

const NEXT_IDS = {
  business: nextIds("business_id", ["events", "businesses"]),
  user: nextIds("user_id", ["events", "users"]),
} satisfies Record<CheckPosition["kind"], string>;
