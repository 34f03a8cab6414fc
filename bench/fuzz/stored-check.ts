import type pg from "pg";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { Judged } from "./judge-batch.ts";
import type { SigningLedger } from "./signed-base.ts";

/** What is compared at the end of each round. */
export interface StoredCheck {
  /** Remembers what was answered. */
  note(judged: readonly Judged[]): void;
  /** Sentences about what does not agree; empty when all does. */
  compare(): Promise<string[]>;
  /** Answers by status, "none" for a connection that was closed without one. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Every 200 is an event, which tells of its request, or the duplicate of one with a row among the requests; every event
 * carries a text that a sender signed for this source and id.
 */
export function createStoredCheck(pool: pg.Pool, ledger: SigningLedger): StoredCheck {
  const statuses: Record<string, number> = {};
  let checkedTo = "00000000-0000-0000-0000-000000000000";
  return {
    statuses,
    note: (judged) => {
      for (const { status } of judged) statuses[status ?? "none"] = (statuses[status ?? "none"] ?? 0) + 1;
    },
    compare: async () => {
      const accepted = statuses[200] ?? 0;
      const { rows: counts } = await pool.query<{ events: number; requests: number }>(COUNTS);
      const found = counts[0] ?? { events: 0, requests: 0 };
      const { rows } = await pool.query<NewEvent>(NEW_EVENTS, [checkedTo]);
      checkedTo = rows.at(-1)?.id ?? checkedTo;
      const unsigned = rows.filter((event) => !isSigned(event, ledger));
      return [
        ...(found.events === accepted
          ? []
          : [`${accepted} answers of 200, but ${found.events} stored events and duplicates`]),
        ...(found.requests === accepted ? [] : [`${accepted} answers of 200, but ${found.requests} accepted requests`]),
        ...unsigned.map(({ id, slug, key }) => `event ${id} of ${slug} (${key}) carries a text nobody signed`),
      ];
    },
  };
}

interface NewEvent {
  id: string;
  slug: string;
  provider: ProviderName;
  key: string;
  text: Buffer;
}

function isSigned({ provider, key, text }: NewEvent, ledger: SigningLedger): boolean {
  const id = provider === "asset" ? key.replace(/#\d+$/, "") : "";
  return ledger.signatureOf(provider, id, text) !== undefined;
}

const COUNTS = `
SELECT (SELECT coalesce(sum(1 + duplicates), 0)::int FROM events) AS events,
  (SELECT count(*)::int FROM requests WHERE outcome = 'accepted')
    + (SELECT count(*)::int FROM events WHERE body_size IS NOT NULL) AS requests`;

const NEW_EVENTS = `
SELECT e.id, s.slug, s.provider, e.provider_key AS key, coalesce(b.canonical, b.raw) AS text
FROM events e JOIN sources s ON s.id = e.source_id JOIN bodies b ON b.event_id = e.id
WHERE e.id > $1::uuid ORDER BY e.id`;
