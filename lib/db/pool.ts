import pg from "pg";

type PoolOptions = {
  url: string;
  /** Shown in pg_stat_activity, so that a busy connection names its process. */
  name: string;
  max?: number;
  connectionTimeoutMs?: number;
  statementTimeoutMs?: number;
  /** Told about idle connections that broke; without a listener such an error would end the process. */
  onIdleError?: (error: Error) => void;
};

/**
 * A pool whose sessions run in UTC: the Prisma adapter reads timestamps as if they carried no offset. Statements are
 * planned for the values at hand: a claim that was planned on an empty table takes a thousand times as long later.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: `signalbox ${options.name}`,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectionTimeoutMs ?? 5_000,
    options: "-c timezone=UTC -c plan_cache_mode=force_custom_plan",
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  // One in use that breaks between two queries fails the next; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
