import type pg from "pg";
import { insertNotices, type NoticeRow } from "#lib/db/state/insert-notices.ts";
import { readKeptContents } from "#lib/db/state/kept-contents.ts";
import { parkEvents } from "#lib/db/state/parked-events.ts";
import { noteProbableRetries } from "#lib/db/state/probable-retries.ts";
import { readEventsUpTo } from "#lib/db/state/projectable-event.ts";
import { advanceProjector, type ProjectorPosition, readProjectorPosition } from "#lib/db/state/projector-position.ts";
import { analyzeShadow, indexShadow } from "#lib/db/state/shadow-schema.ts";
import { type Application, applyEvents } from "./apply-events.ts";
import { applyDerived } from "./rebuild-registers.ts";

const BATCH = 2000;
/** Statements are planned for the size that the tables had when they were last looked at. */
const ANALYZE_AT = new Set([BATCH, 10 * BATCH]);

/** Reads what every event up to a position says; state is derived later, once. Returns how many there are. */
export async function readAll(
  client: pg.ClientBase,
  upTo: ProjectorPosition,
  onProgress: (says: string) => void,
): Promise<number> {
  let count = 0;
  for (;;) {
    const read = await applyNext(client, upTo, applyCounted);
    count += read;
    if (read > 0) onProgress(`${count} events read.`);
    if (read < BATCH) break;
    if (ANALYZE_AT.has(count)) await analyzeShadow(client);
  }
  await indexShadow(client);
  await analyzeShadow(client);
  return count;
}

/** Applies what came since, as the live projector does. Returns how many events that were. */
export async function catchUp(client: pg.ClientBase, upTo: ProjectorPosition): Promise<number> {
  let count = 0;
  for (;;) {
    const read = await applyNext(client, upTo, applyDerived);
    count += read;
    if (read < BATCH) return count;
  }
}

async function applyNext(client: pg.ClientBase, upTo: ProjectorPosition, apply: Application["apply"]): Promise<number> {
  await client.query("BEGIN");
  const after = await readProjectorPosition(client);
  const events = await readEventsUpTo(client, after, upTo, BATCH);
  const last = events.at(-1);
  if (last !== undefined) {
    const kept = await readKeptContents(client, events);
    await parkEvents(client, await applyEvents(client, events, { apply, kept }));
    await advanceProjector(client, { tx: last.tx, eventId: last.id }, events.length);
  }
  await client.query("COMMIT");
  return events.length;
}

async function applyCounted(client: pg.ClientBase, notices: readonly NoticeRow[]): Promise<void> {
  await insertNotices(client, notices);
  await noteProbableRetries(client, notices);
}
