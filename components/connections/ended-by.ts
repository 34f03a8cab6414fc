import type { ConnectionRow } from "#lib/domain/api/connections.ts";

/** Who ended a connection: the owner disconnects, Plaid lets expire. */
export const ENDED_BY = { owner: "owner", plaid: "Plaid" } satisfies Record<
  NonNullable<ConnectionRow["endedBy"]>,
  string
>;
