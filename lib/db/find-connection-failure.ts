import pg from "pg";

const CONNECT_MS = 10_000;

/** Why nobody can sign in to this database, in a sentence; null when one can. */
export async function findConnectionFailure(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return `The database cannot be reached: ${reasonOf(error)}.`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A refused connection to several addresses is an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
