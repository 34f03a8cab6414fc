import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import { type ConnectionRecord, connectionFacts, toConnectionRow } from "#lib/queries/state/connection-rows.ts";
import { observedName, readObservations } from "./read-observations.ts";

/** The rows of connections with what operators saw at the provider. */
export async function observedConnections(records: readonly ConnectionRecord[]): Promise<ConnectionRow[]> {
  const keyOf = ({ business_id, account_id }: ConnectionRecord) => [business_id, account_id];
  const observed = await readObservations(
    "connection",
    records.map((record) => ({ sourceId: record.source_id, key: keyOf(record) })),
  );
  return records.map((record) => {
    const observation = observed.get(observedName(record.source_id, keyOf(record))) ?? null;
    return toConnectionRow(connectionFacts(record, observation));
  });
}
