import type pg from "pg";
import { isFaultOfEvents } from "./projection-fault.ts";

export type Culprit<Item> = { item: Item; error: unknown };

/**
 * Does `work` for all items, within the caller's transaction. Those whose fault it is that it fails are found by halving
 * and returned; for all others it is done.
 */
export async function applyHalving<Item>(
  client: pg.ClientBase,
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<void>,
): Promise<Culprit<Item>[]> {
  const [first, second] = items;
  if (first === undefined) return [];
  const error = await attempt(client, () => work(items));
  if (error === null) return [];
  if (second === undefined) return [{ item: first, error }];
  const middle = Math.ceil(items.length / 2);
  const early = await applyHalving(client, items.slice(0, middle), work);
  return [...early, ...(await applyHalving(client, items.slice(middle), work))];
}

/** Runs `work`; when it fails by the fault of events, undoes it and returns why. */
async function attempt(client: pg.ClientBase, work: () => Promise<void>): Promise<unknown> {
  await client.query("SAVEPOINT applying");
  try {
    await work();
    await client.query("RELEASE SAVEPOINT applying");
    return null;
  } catch (error) {
    if (!isFaultOfEvents(error)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT applying; RELEASE SAVEPOINT applying");
    return error;
  }
}
