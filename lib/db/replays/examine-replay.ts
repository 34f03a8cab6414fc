import type pg from "pg";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { ExaminedTarget, ReplayDestination } from "#lib/domain/examined-target.ts";
import { countReplay, countSelected, countSuperseded } from "./count-replay.ts";
import { forEachSuperseded } from "./for-each-superseded.ts";
import { readReplayDestinations } from "./read-replay-destinations.ts";
import { sqlRunner } from "./run-sql.ts";
import { type FixedSelection, type ReplayDestinations, selectedEvents } from "./selected-events.ts";

export type ExaminedReplay = {
  events: number;
  withoutPayload: number;
  /** Every destination there is, not only those that would get something. */
  destinations: ReplayDestination[];
  targets: ExaminedTarget[];
};

type Examination = FixedSelection & {
  destinations: ReplayDestinations;
  /** How long to look for superseded events. */
  supersededMs: number;
};

/** What a replay would find at each destination. Needs a transaction. */
export async function examineReplay(client: pg.ClientBase, examination: Examination): Promise<ExaminedReplay> {
  const run = sqlRunner(client);
  const selected = await selectedEvents(examination);
  const [total] = await countSelected(run, selected);
  const counts = await countReplay(run, selected, examination.destinations);
  const destinations = await readReplayDestinations(run);
  const superseded = counts.length === 0 ? NONE : await sumSuperseded(client, selected, examination);
  const targets = destinations.flatMap((destination) => {
    const count = counts.find(({ destinationId }) => destinationId === destination.id);
    return count === undefined ? [] : [{ ...count, ...sumOf(superseded, destination.id), destination }];
  });
  return { events: total?.events ?? 0, withoutPayload: total?.withoutPayload ?? 0, destinations, targets };
}

type Sums = Map<string, { superseded: number; supersededUndelivered: number }>;

const NONE: Sums = new Map();

/** By destination; null when there was not enough time. */
async function sumSuperseded(
  client: pg.ClientBase,
  selected: Prisma.Sql,
  { destinations, supersededMs }: Examination,
): Promise<Sums | null> {
  const sums: Sums = new Map();
  const add = async (ids: string[]) => {
    for (const count of await countSuperseded(sqlRunner(client), ids, destinations)) {
      const before = sumOf(sums, count.destinationId);
      sums.set(count.destinationId, {
        superseded: (before.superseded ?? 0) + count.superseded,
        supersededUndelivered: (before.supersededUndelivered ?? 0) + count.undelivered,
      });
    }
  };
  const isComplete = await forEachSuperseded(client, selected, add, performance.now() + supersededMs);
  return isComplete ? sums : null;
}

function sumOf(sums: Sums | null, destinationId: string) {
  if (sums === null) return { superseded: null, supersededUndelivered: null };
  return sums.get(destinationId) ?? { superseded: 0, supersededUndelivered: 0 };
}
