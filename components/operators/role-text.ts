import type { OperatorRole } from "#lib/domain/operator-role.ts";

/** What a role may do, in words; each may also do what the ones before it may. */
export const ROLE_TEXT = {
  viewer: "Sees events, deliveries, sources and destinations; changes nothing.",
  operator: "Also replays, redelivers, pauses, and accepts refused requests.",
  admin: "Also changes sources, destinations, operators and API keys, and reads the audit log.",
} satisfies Record<OperatorRole, string>;
