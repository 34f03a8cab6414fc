import type { Actor } from "#lib/auth/actor.ts";
import { getDestination } from "./get-destination.ts";

type Written = { warnings: string[]; moved: { delivered: number; held: number; discarded: number } | null };

/** A destination as its writer is answered. A key that may write and not read learns what its change did, no more. */
export async function answerDestination(actor: Actor, id: string, { warnings, moved }: Written) {
  const destination = actor.can("destination:read") ? await getDestination(actor, id) : null;
  return { id, ...destination, warnings, moved };
}
