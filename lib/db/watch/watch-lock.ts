import pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";

/** A process that has not looked for so long hangs, and is relieved. */
const RELIEVED_AFTER_MS = 30_000;
/** A machine that vanished keeps its connection, and with it the lock, until the server has asked so often. */
const KEEPALIVE = "-c timezone=UTC -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

/** The right to watch: a session advisory lock on a connection of its own, which a killed process loses at once. */
export class WatchLock {
  readonly #url: string;
  readonly #onLost: (error: unknown) => void;
  #client: pg.Client | null = null;
  #isHeld = false;

  constructor(url: string, onLost: (error: unknown) => void) {
    this.#url = url;
    this.#onLost = onLost;
  }

  /** Whether this process may watch now; takes the lock when it is free. False while the database is away. */
  async hold(): Promise<boolean> {
    const client = this.#client ?? (await this.#connect());
    if (client === null || this.#isHeld) return client !== null;
    try {
      const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [
        ADVISORY_LOCK.watch,
      ]);
      const isHeld = rows[0]?.held === true;
      await (isHeld ? client.query(NOTE_LOOK) : client.query(RELIEVE, [ADVISORY_LOCK.watch, RELIEVED_AFTER_MS / 1000]));
      this.#isHeld = isHeld && this.#client === client;
    } catch (error) {
      this.#lose(client, error);
    }
    return this.#isHeld;
  }

  async release(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#isHeld = false;
    await client?.end();
  }

  async #connect(): Promise<pg.Client | null> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: `signalbox watch ${process.pid}`,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      options: KEEPALIVE,
    });
    client.on("error", (error) => this.#lose(client, error));
    client.on("end", () => this.#lose(client, null));
    this.#client = client;
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.#lose(client, error);
      return null;
    }
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#isHeld = false;
    this.#onLost(error);
    // Its own end is of no more interest, and may fail as it did.
    client.end().catch(() => undefined);
  }
}

/** Whoever watches notes each look. */
export const NOTE_LOOK = `
INSERT INTO installation (key, value, updated_at) VALUES ('watch_look', '{}', clock_timestamp())
ON CONFLICT (key) DO UPDATE SET updated_at = EXCLUDED.updated_at`;

const RELIEVE = `
SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN installation i ON i.key = 'watch_look'
WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1 AND l.objsubid = 1 AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND i.updated_at < clock_timestamp() - make_interval(secs => $2)`;
