import type { Actor } from "#lib/auth/actor.ts";
import { ReadTimeout } from "#lib/db/read-rows.ts";
import type { SearchPage } from "#lib/domain/api/search.ts";
import { rankHits, type SearchCandidate } from "#lib/domain/rank-hits.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { searchEvents } from "./search-events.ts";
import { searchState } from "./search-state.ts";
import { searchThings } from "./search-things.ts";

/**
 * Where a text leads: what has it as its id, then what has an id or a name that begins with it or holds it. What is
 * found by whole ids is answered even where looking for parts of ids takes too long.
 */
export async function search(actor: Actor, q: string): Promise<SearchPage> {
  actor.require("event:read");
  const state = actor.can("state:read") ? searchState(q) : { whole: [], parts: [] };
  const events = searchEvents(q);
  const [whole, parts] = await Promise.all([
    refuseSlowRead(() => Promise.all([...state.whole, ...events.whole, ...searchThings(q)].map((read) => read()))),
    Promise.all([...state.parts, ...events.parts].map(orNull)),
  ]);
  const candidates = [...whole, ...parts.filter((found) => found !== null)].flat();
  return { data: rankHits(candidates, q), nextCursor: null, isIncomplete: parts.includes(null) };
}

/** Null when it was stopped for taking too long. */
async function orNull(read: () => Promise<SearchCandidate[]>): Promise<SearchCandidate[] | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReadTimeout) return null;
    throw error;
  }
}
