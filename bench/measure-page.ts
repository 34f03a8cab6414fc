import type pg from "pg";
import { credentialHash, newCredential } from "#lib/auth/credential.ts";
import { newId } from "#lib/platform/ids.ts";
import { startDoor } from "#lib/testing/door-process.ts";
import { quantile } from "./projector-lag.ts";

export interface PageRow {
  path: string;
  status: number;
  p50Ms: number;
  maxMs: number;
  bytes: number;
}

const WARM_UP = 3;
const TIMES = 20;

/** How long the console's API takes to answer each path, asked one after the other. */
export async function measurePages(database: { pool: pg.Pool; url: string }, paths: string[]): Promise<PageRow[]> {
  const key = await createApiKey(database.pool);
  const door = await startDoor("console", database.url, { SIGNALBOX_LOG_LEVEL: "warn" });
  try {
    const rows: PageRow[] = [];
    for (const path of paths) rows.push(await measure(`${door.url}${path}`, path, key));
    return rows;
  } finally {
    await door.stop();
  }
}

async function measure(url: string, path: string, key: string): Promise<PageRow> {
  const times: number[] = [];
  let [status, bytes] = [0, 0];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const startedAt = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    bytes = (await response.arrayBuffer()).byteLength;
    status = response.status;
    if (turn >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return { path, status, p50Ms: quantile(times, 0.5), maxMs: Math.max(...times), bytes };
}

async function createApiKey(pool: pg.Pool): Promise<string> {
  const key = `sbx_${newCredential()}`;
  await pool.query(
    "INSERT INTO api_keys (id, name, hash, last4, scopes, created_by) VALUES ($1, 'Bench', $2, $3, '{viewer}', 'bench')",
    [newId(), Buffer.from(credentialHash(key)), key.slice(-4)],
  );
  return key;
}
