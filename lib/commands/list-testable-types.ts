import type { Actor } from "#lib/auth/actor.ts";
import { documentedTypes } from "#lib/pipeline/deliver/documented-types.ts";

/** The event types of which a sample can be sent as a test. */
export function listTestableTypes(actor: Actor): string[] {
  actor.require("destination:read");
  return documentedTypes();
}
