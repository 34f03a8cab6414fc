import pg from "pg";

type PoolOptions = {
  url: string;
  /** Shown in pg_stat_activity, so that a busy connection names its process. */
  name: string;
  max?: number;
  connectionTimeoutMs?: number;
  statementTimeoutMs?: number;
  /** Gives up on an answer from this side: a server that is frozen does not end its statements. */
  answerTimeoutMs?: number;
  /**
   * `for_values` plans each statement for the values at hand; `by_index` once per session, by index wherever there is
   * one, which is for statements that find all their rows so whatever the statistics were when they were planned; `kept`
   * does so for statements that insert, where planning them anew, and each check of a foreign key, costs half the time.
   */
  plans?: "for_values" | "by_index" | "kept";
  /** Its commits do not wait for the disk: for what may be lost in a crash, such as a wake-up. Never for what is acknowledged. */
  commits?: "unflushed";
  /** Told about idle connections that broke; without a listener such an error would end the process. */
  onIdleError?: (error: Error) => void;
};

const PLANS = {
  for_values: "-c plan_cache_mode=force_custom_plan",
  kept: "-c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off -c enable_bitmapscan=off",
  // Planning a claim costs more than a small one itself. These settings leave no way to plan it on an empty table that
  // is bad on a full one; on the other hand they make plans look dear enough to be compiled.
  by_index: [
    "-c plan_cache_mode=force_generic_plan -c jit=off",
    "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off -c enable_mergejoin=off -c enable_nestloop=off",
  ].join(" "),
};

/**
 * A pool whose sessions run in UTC: the Prisma adapter reads timestamps as if they carried no offset. Unless
 * asked otherwise no plan is kept: one that was made on an empty table takes a thousand times as long later.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: `signalbox ${options.name}`,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectionTimeoutMs ?? 5_000,
    options: `-c timezone=UTC ${PLANS[options.plans ?? "for_values"]}${options.commits === "unflushed" ? " -c synchronous_commit=off" : ""}`,
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    ...(options.answerTimeoutMs === undefined ? {} : { query_timeout: options.answerTimeoutMs }),
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  // One in use that breaks between two queries fails the next; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
