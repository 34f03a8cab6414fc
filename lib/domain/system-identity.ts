import type { ActorIdentity } from "./actor-identity.ts";

/** Who did it when nobody asked for it; `label` says which part of the installation it was. */
export function systemIdentity(label: string): ActorIdentity {
  return { kind: "system", id: null, label, remoteAddress: null, requestId: null };
}
