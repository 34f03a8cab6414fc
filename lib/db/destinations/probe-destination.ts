import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { probeNow } from "#lib/db/breakers/probe-now.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { readDestinationState } from "./read-destination-state.ts";

export type ProbeDestinationOutcome = { kind: "due" } | Refusal;

/** Makes the next probe of a spared destination due at once; whoever works on it sends one delivery. */
export function probeDestination(id: string, actor: ActorIdentity): Promise<ProbeDestinationOutcome> {
  return inTransaction<ProbeDestinationOutcome>(async (tx, giveUp) => {
    const destination = await readDestinationState(tx, id);
    if (destination === null) return giveUp(notFound("destination"));
    if (destination.pausedAt !== null) return giveUp(conflict(`${destination.name} is paused; resume it first.`));
    if (!(await probeNow(tx, id))) {
      return giveUp(conflict(`${destination.name} is not being spared, or is being tried at this moment.`));
    }
    const target = { kind: "destination", id };
    await writeAuditEntry(tx, { actor, action: "destination.probed", target });
    return { kind: "due" };
  });
}
