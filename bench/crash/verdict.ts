import type pg from "pg";
import type { SinkMemory } from "./crash-sink.ts";
import type { Ledger } from "./ledger.ts";
import { type Found, readFound } from "./read-found.ts";

/** Each is a number of cases that must not be. */
export interface Verdict {
  /** Acknowledged and not stored, or stored with other bytes. */
  lost: number;
  /** Stored, and not processed by the sink for one of its destinations. */
  undelivered: number;
  withoutDeliveries: number;
  unfinished: number;
  deadLettered: number;
  /** Delivered and not stored. */
  invented: number;
  /** What the sink got under an event's id was something else. */
  altered: number;
  /** Stored more than once. */
  doubled: number;
  /** Acknowledged requests that nothing tells of, or more told of than tries. */
  uncountedRequests: number;
  wrongDuplicates: number;
  wrongMinutes: number;
  /** The sink saw more requests than there are attempts, or attempts were counted and are not there. */
  hiddenAttempts: number;
  parked: number;
}

export interface Measured {
  stored: number;
  pairs: number;
  /** Pairs that the sink processed more than once, which is allowed. */
  processedTwice: number;
  duplicates: number;
  attempts: number;
  unknownAttempts: number;
  /** Keys of what was lost, for a look at the logs; the first few. */
  examples: string[];
}

/** Who can tell what happened. */
interface Witnesses {
  pool: pg.Pool;
  sink: { recall(): Promise<SinkMemory[]> };
  /** The sink's path of each destination, by the destination's id. */
  destinations: ReadonlyMap<string, string>;
}

/** Compares what was promised with what is stored, and what is stored with what arrived. */
export async function judge(stage: Witnesses, ledger: Ledger): Promise<{ verdict: Verdict; measured: Measured }> {
  const found = await readFound(stage.pool);
  const memory = await stage.sink.recall();
  const sink = new Map(memory.map((each) => [`${each.path} ${each.webhookId}`, each]));
  const lost = findLost(found, ledger);
  const pairs = pairsOf(stage, found, sink);
  const undelivered = pairs.filter(({ seen }) => (seen?.processed ?? 0) === 0);
  const ids = new Set(found.events.map(({ id }) => id));
  const verdict = {
    lost: lost.length,
    undelivered: undelivered.length,
    invented: memory.filter(({ webhookId }) => !ids.has(webhookId)).length,
    altered: pairs.filter(({ event, seen }) => seen?.bodyHashes.some((hash) => hash !== event.textHash)).length,
    doubled: found.events.length - new Set(found.events.map(keyOf)).size,
    uncountedRequests: countUncounted(found, ledger),
    hiddenAttempts: pairs.filter(({ attempts, claims, seen }) => attempts !== claims || (seen?.seen ?? 0) > attempts)
      .length,
    ...found.faults,
  };
  const examples = [...lost.slice(0, 5), ...undelivered.slice(0, 5).map(({ event }) => event.key)];
  const processedTwice = pairs.filter(({ seen }) => (seen?.processed ?? 0) > 1).length;
  return { verdict, measured: { stored: ids.size, pairs: pairs.length, processedTwice, examples, ...found.totals } };
}

function findLost({ events }: Found, ledger: Ledger): string[] {
  const stored = new Map(events.map((event) => [event.key, event.rawHash]));
  return ledger.acknowledgedKeys().filter((key) => stored.get(key) !== ledger.entries.get(key)?.bodyHash);
}

/** Every stored event beside every destination, whether or not it has a delivery. */
function pairsOf({ destinations }: Witnesses, found: Found, sink: ReadonlyMap<string, SinkMemory>) {
  const deliveries = new Map(found.deliveries.map((each) => [`${each.destinationId} ${each.eventId}`, each]));
  return found.events.flatMap((event) =>
    [...destinations].map(([destinationId, path]) => {
      const { attempts = 0, claims = 0 } = deliveries.get(`${destinationId} ${event.id}`) ?? {};
      return { event, attempts, claims, seen: sink.get(`${path} ${event.id}`) };
    }),
  );
}

/** An event that conflicts with another of its id is stored under a key with a number at its end. */
function keyOf({ slug, key }: Found["events"][number]): string {
  return `${slug} ${key.replace(/#\d+$/, "")}`;
}

/** Each 200 is told as an accepted request, and none is told that nobody sent. */
function countUncounted({ events }: Found, ledger: Ledger): number {
  return events.filter(({ key, requests }) => {
    const { acknowledged = 0, tries = 0 } = ledger.entries.get(key) ?? {};
    return requests < acknowledged || requests > tries;
  }).length;
}
