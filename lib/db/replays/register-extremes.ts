import type pg from "pg";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "#lib/db/state/notice-record.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { type StateSubject, subjectOf } from "#lib/domain/state/register.ts";

export type PlacedNotice = { sourceId: string; notice: Notice };

type Register = { key: string; subject: StateSubject; placed: PlacedNotice };
type Found = NoticeRecord & { place: string };

const MAX_KEPT = 20_000;

/**
 * The notices that decide whether others of their register are superseded: of those alike but for their moment, the
 * last by effective time and the last by receipt. Every rule asks only whether a later one exists, so that judging by
 * these few is judging by all, however many there are. What was read is kept for the events that follow.
 */
export class RegisterExtremes {
  readonly #client: pg.ClientBase;
  readonly #kept = new Map<string, Notice[]>();

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  /** For each notice the deciding ones of its register, in the same order. */
  async of(placed: readonly PlacedNotice[]): Promise<Notice[][]> {
    const registers = placed.map(toRegister);
    const unknown = new Map<string, Register>();
    for (const register of registers) {
      if (register !== null && !this.#kept.has(register.key)) unknown.set(register.key, register);
    }
    const page = new Map<string, Notice[]>();
    for (const subject of ["business", "task_list", "connection", "resource"] as const) {
      const wanted = [...unknown.values()].filter((register) => register.subject === subject);
      for (const [key, notices] of await this.#read(subject, wanted)) page.set(key, notices);
    }
    const found = registers.map((register) =>
      register === null ? [] : (page.get(register.key) ?? this.#kept.get(register.key) ?? []),
    );
    this.#keep(page);
    return found;
  }

  async #read(subject: StateSubject, registers: readonly Register[]): Promise<Map<string, Notice[]>> {
    const found = new Map<string, Notice[]>(registers.map(({ key }) => [key, []]));
    if (registers.length === 0) return found;
    const { rows } = await this.#client.query<Found>(EXTREMES[subject], [
      registers.map(({ placed }) => placed.sourceId),
      ...COLUMNS[subject].map((column) => registers.map(({ placed }) => placed.notice[column])),
    ]);
    for (const row of rows) {
      const key = registers[Number(row.place) - 1]?.key;
      if (key !== undefined) found.get(key)?.push(toNotice(row));
    }
    return found;
  }

  #keep(page: ReadonlyMap<string, Notice[]>): void {
    if (this.#kept.size + page.size > MAX_KEPT) this.#kept.clear();
    for (const [key, notices] of page) this.#kept.set(key, notices);
  }
}

const COLUMNS = {
  business: ["businessId"],
  task_list: ["businessId"],
  connection: ["businessId", "accountId"],
  resource: ["userId", "resource", "resourceId"],
} as const satisfies Record<StateSubject, readonly (keyof Notice)[]>;

function toRegister(placed: PlacedNotice): Register | null {
  const subject = subjectOf(placed.notice);
  if (subject === null) return null;
  const values = COLUMNS[subject].map((column) => placed.notice[column]);
  return { key: JSON.stringify([placed.sourceId, subject, ...values]), subject, placed };
}

const OF_BUSINESS = "n.source_id = k.source_id AND n.business_id = k.business_id";
const OF_RESOURCE = `n.source_id = k.source_id AND n.user_id = k.user_id
  AND n.resource = k.resource AND n.resource_id = k.resource_id`;

const EXTREMES = {
  business: extremesOf(
    "unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS k (source_id, business_id, place)",
    `${OF_BUSINESS} AND n.kind IN ('business_created', 'business_activated', 'business_deactivated')`,
  ),
  task_list: extremesOf(
    "unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS k (source_id, business_id, place)",
    `${OF_BUSINESS} AND n.kind IN ('tasks_requested', 'tasks_completed')`,
  ),
  connection: extremesOf(
    "unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS k (source_id, business_id, account_id, place)",
    `${OF_BUSINESS} AND n.account_id = k.account_id AND n.kind LIKE 'account%'`,
  ),
  resource: extremesOf(
    `unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
      AS k (source_id, user_id, resource, resource_id, place)`,
    OF_RESOURCE,
  ),
} satisfies Record<StateSubject, string>;

function extremesOf(keys: string, isOfRegister: string): string {
  const alike = "n.kind, n.external_id IS NULL, n.status, n.message";
  return `
SELECT k.place, ${NOTICE_COLUMNS} FROM ${keys} CROSS JOIN LATERAL (
  WITH register AS (SELECT * FROM notices n WHERE ${isOfRegister} OFFSET 0)
  (SELECT DISTINCT ON (${alike}) n.* FROM register n ORDER BY ${alike}, n.at DESC, n.event_id DESC)
  UNION
  (SELECT DISTINCT ON (${alike}) n.* FROM register n ORDER BY ${alike}, n.seen_at DESC, n.event_id DESC)
) AS n`;
}
