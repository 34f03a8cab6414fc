import pg from "pg";

const OLDEST_SUPPORTED = 150_000;
/** Without these a crash of the database's machine loses events that a provider was told are kept. */
const DURABLE = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply"],
} as const;

/** What is wrong with the database server for our purposes: one sentence each, none when it will do. */
export async function checkPostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name = any($1)",
      [["server_version_num", "server_version", ...Object.keys(DURABLE)]],
    );
    return judge(new Map(rows.map(({ name, setting }) => [name, setting])));
  } catch (error) {
    return [`The database cannot be reached: ${reasonOf(error)}.`];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function judge(settings: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  if (Number(settings.get("server_version_num")) < OLDEST_SUPPORTED) {
    problems.push(`The database is PostgreSQL ${settings.get("server_version")}, and Signalbox needs 15 or newer.`);
  }
  for (const [name, accepted] of Object.entries(DURABLE)) {
    const setting = settings.get(name) ?? "unknown";
    if (accepted.some((value) => value === setting)) continue;
    problems.push(`The database has ${name} = ${setting}, which can lose accepted events: set it to on.`);
  }
  return problems;
}

/** A refused connection to several addresses is an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
