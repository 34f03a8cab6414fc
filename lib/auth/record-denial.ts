import { recordBounded } from "#lib/db/audit/record-bounded.ts";
import type { Actor } from "./actor.ts";

const PER_ACTOR_AND_MINUTE = 20;

/** An authorisation that was denied, in the audit log; a client that keeps trying does not fill it. */
export async function recordDenial(actor: Actor, request: Request, reason: string): Promise<void> {
  const target = { kind: "route", id: `${request.method} ${new URL(request.url).pathname}` };
  const bucket = { key: `audit:denied:${actor.id ?? actor.label}`, limit: PER_ACTOR_AND_MINUTE };
  await recordBounded(bucket, { actor, action: "authorization.denied", target, reason, outcome: "denied" });
}
