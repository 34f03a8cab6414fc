import type pg from "pg";
import { forgetSubject, type Subject } from "#lib/db/state/forget-subject.ts";
import { insertNotices, type NoticeRow } from "#lib/db/state/insert-notices.ts";
import { readKeptContents } from "#lib/db/state/kept-contents.ts";
import { connectionsOf, nextBusinesses, nextUsers, resourcesOf, type UserKey } from "#lib/db/state/page-registers.ts";
import { parkEvents } from "#lib/db/state/parked-events.ts";
import { noteProbableRetries } from "#lib/db/state/probable-retries.ts";
import { readEventsById } from "#lib/db/state/projectable-event.ts";
import type { BusinessKey } from "#lib/db/state/register-keys.ts";
import { applyEvents } from "./apply-events.ts";
import { applyHalving } from "./apply-halving.ts";
import { deriveState } from "./derive-state.ts";
import { touchedKeys } from "./touched-keys.ts";

const PAGE = 500;

/** Derives every register of a rebuild from its notices. */
export async function deriveAll(client: pg.ClientBase, onProgress: (says: string) => void): Promise<void> {
  await deriveEach(client, nextBusinesses, (page) => deriveBusinesses(client, page));
  onProgress("Businesses, connections and tasks computed.");
  await deriveEach(client, nextUsers, (page) => deriveUsers(client, page));
  onProgress("Users and resources computed.");
}

/** Adds notices to a rebuild and derives the registers that they are part of, as the live projector does. */
export async function applyDerived(client: pg.ClientBase, notices: readonly NoticeRow[]): Promise<void> {
  await insertNotices(client, notices);
  await noteProbableRetries(client, notices);
  await deriveState(client, touchedKeys(notices));
}

async function deriveEach<Key extends Subject>(
  client: pg.ClientBase,
  next: (client: pg.ClientBase, after: Key | null, limit: number) => Promise<Key[]>,
  derive: (page: readonly Key[]) => Promise<void>,
): Promise<void> {
  for (let page = await next(client, null, PAGE); page.length > 0; ) {
    const last = page.at(-1) ?? null;
    await client.query("BEGIN");
    for (const { item } of await applyHalving(client, page, derive)) await applyAnew(client, item);
    await client.query("COMMIT");
    page = await next(client, last, PAGE);
  }
}

async function deriveBusinesses(client: pg.ClientBase, page: readonly BusinessKey[]): Promise<void> {
  const connections = await connectionsOf(client, page);
  await deriveState(client, { businesses: page, connections, taskLists: page, resources: [], active: page });
}

async function deriveUsers(client: pg.ClientBase, page: readonly UserKey[]): Promise<void> {
  const resources = await resourcesOf(client, page);
  await deriveState(client, { businesses: [], connections: [], taskLists: [], resources, active: [] });
}

/** One event of it is at fault, which shows when they are applied as they came. */
async function applyAnew(client: pg.ClientBase, subject: Subject): Promise<void> {
  const events = await readEventsById(client, await forgetSubject(client, subject));
  const kept = await readKeptContents(client, events);
  await parkEvents(client, await applyEvents(client, events, { apply: applyDerived, kept }));
}
