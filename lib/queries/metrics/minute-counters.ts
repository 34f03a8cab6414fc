import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";

type CounterKind = "requests" | "acks" | "attempts" | "unrouted";

/** What was counted of a source or destination, by outcome or upper bound. */
export type Counter = { kind: CounterKind; id: string; label: string; value: number };

type CounterRow = Omit<Counter, "value"> & { settled: number; recent: number };

/** Minutes older than this are final, but for what is accepted later under the time of its receipt. */
const SETTLED_AFTER_MINUTES = 15;

/**
 * Adds up the counts by minute since it was made. What is final is added up once and kept in memory, so that reading
 * them costs the same after a year as after an hour.
 */
export class MinuteCounters {
  readonly since: Date;
  readonly #settled = new Map<string, number>();
  #settledUpTo: Date;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(since: Date) {
    this.since = new Date(Math.floor(since.getTime() / 60_000) * 60_000);
    this.#settledUpTo = this.since;
  }

  /** One reading at a time, as each moves the border. */
  read(now: Date): Promise<Counter[]> {
    const reading = this.#turn.then(() => this.#read(now));
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  async #read(now: Date): Promise<Counter[]> {
    const settles = Math.floor(now.getTime() / 60_000 - SETTLED_AFTER_MINUTES) * 60_000;
    const border = new Date(Math.max(settles, this.#settledUpTo.getTime()));
    const rows = await readRows<CounterRow>(countsSince(this.#settledUpTo, border));
    this.#settledUpTo = border;
    const recent = new Map<string, number>();
    for (const row of rows) {
      const key = JSON.stringify([row.kind, row.id, row.label]);
      this.#settled.set(key, (this.#settled.get(key) ?? 0) + row.settled);
      recent.set(key, row.recent);
    }
    return [...this.#settled].map(([key, settled]) => {
      const [kind, id, label] = JSON.parse(key) as [CounterKind, string, string];
      return { kind, id, label, value: settled + (recent.get(key) ?? 0) };
    });
  }
}

function countsSince(from: Date, border: Date): Prisma.Sql {
  const ofSources = Prisma.sql`source_id = ANY (ARRAY (SELECT id FROM sources)) AND minute >= ${from}`;
  const ofDestinations = Prisma.sql`destination_id = ANY (ARRAY (SELECT id FROM destinations)) AND minute >= ${from}`;
  const sums = Prisma.sql`coalesce(sum(count) FILTER (WHERE minute < ${border}), 0)::float8 AS settled,
    coalesce(sum(count) FILTER (WHERE minute >= ${border}), 0)::float8 AS recent`;
  return Prisma.sql`
SELECT 'requests' AS kind, source_id AS id, outcome AS label, ${sums} FROM request_minutes WHERE ${ofSources} GROUP BY 2, 3
UNION ALL
SELECT 'acks', source_id, up_to_ms::text, ${sums} FROM ack_minutes WHERE ${ofSources} GROUP BY 2, 3
UNION ALL
SELECT 'unrouted', source_id, '', ${sums} FROM unrouted_minutes WHERE ${ofSources} GROUP BY 2
UNION ALL
SELECT 'attempts', destination_id, outcome, ${sums} FROM attempt_minutes WHERE ${ofDestinations} GROUP BY 2, 3`;
}
