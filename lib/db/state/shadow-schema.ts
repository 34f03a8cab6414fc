import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { STATE_TABLES } from "./state-tables.ts";

const LOCK_WAIT = "10s";
const LOCK_NOT_AVAILABLE = "55P03";
const COPIED = [...keysOf(STATE_TABLES).filter((table) => table !== "notices"), "projector", "parked_events"];

/**
 * Makes empty copies of the tables of state, which this connection finds before the live ones. What an earlier rebuild
 * left behind goes. False when another rebuild is under way.
 */
export async function openShadow(client: pg.ClientBase): Promise<boolean> {
  if (!(await lockRebuild(client))) return false;
  const tables = COPIED.map((table) => `CREATE UNLOGGED TABLE rebuild.${table} (LIKE public.${table} INCLUDING ALL);`);
  await client.query(`
DROP SCHEMA IF EXISTS rebuild CASCADE;
CREATE SCHEMA rebuild;
${tables.join("\n")}
CREATE UNLOGGED TABLE rebuild.notices (LIKE public.notices INCLUDING ALL EXCLUDING INDEXES, PRIMARY KEY (event_id));
CREATE INDEX notices_twin_key_idx ON rebuild.notices (twin_key, seen_at) WHERE twin_key IS NOT NULL;
CREATE UNLOGGED TABLE rebuild.probable_retries (event_id UUID PRIMARY KEY);
INSERT INTO rebuild.projector (tx, event_id, rules_version) VALUES ('0', '00000000-0000-0000-0000-000000000000', 0);
SET search_path = rebuild, public`);
  return true;
}

/** Gives the notices the indexes of the live ones: made at once, they cost a third of being kept with each notice. */
export async function indexShadow(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ definition: string }>(`
SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
WHERE indrelid = 'public.notices'::regclass AND NOT indisprimary`);
  for (const { definition } of rows) {
    const copied = definition.replace(" ON public.", " ON rebuild.").replace("INDEX ", "INDEX IF NOT EXISTS ");
    await client.query(copied);
  }
}

/** Tables that were filled a moment ago are planned for as if they were empty, unless they are looked at. */
export async function analyzeShadow(client: pg.ClientBase): Promise<void> {
  await client.query(
    keysOf(STATE_TABLES)
      .map((table) => `ANALYZE rebuild.${table}`)
      .join("; "),
  );
}

export async function dropShadow(client: pg.ClientBase): Promise<void> {
  await client.query("DROP SCHEMA IF EXISTS rebuild CASCADE");
}

/** Held until the connection ends. One that was killed may take a moment to let go. */
async function lockRebuild(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    await client.query(`SELECT pg_advisory_lock(${ADVISORY_LOCK.rebuild})`);
    await client.query("SET lock_timeout = 0");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
