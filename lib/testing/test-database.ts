import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createPool } from "#lib/db/pool.ts";
import { TEMPLATE_DATABASE } from "./template-database.ts";

export type TestDatabase = {
  url: string;
  pool: pg.Pool;
  /** Ends the pool and drops the database; call it in afterAll. */
  close(): Promise<void>;
};

type TestDatabaseOptions = {
  /** An empty database instead of the migrated one. */
  isEmpty?: boolean;
};

/** A migrated database of its own for one test file, in the run's embedded PostgreSQL. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = options.isEmpty ? "template0" : TEMPLATE_DATABASE;
  await administer(clusterUrl, `create database ${name} template ${template}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const pool = createPool({ url: url.href, name: "test" });
  return {
    url: url.href,
    pool,
    close: async () => {
      await pool.end();
      await administer(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(clusterUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
