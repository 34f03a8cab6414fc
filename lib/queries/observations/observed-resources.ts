import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { type ResourceRecord, resourceFacts, toResourceRow } from "#lib/queries/state/resource-rows.ts";
import { observedName, readObservations } from "./read-observations.ts";

/** The rows of resources with what operators saw at the provider. */
export async function observedResources(records: readonly ResourceRecord[]): Promise<ResourceRow[]> {
  const keyOf = ({ user_id, resource, resource_id }: ResourceRecord) => [user_id, resource, resource_id];
  const observed = await readObservations(
    "resource",
    records.map((record) => ({ sourceId: record.source_id, key: keyOf(record) })),
  );
  return records.map((record) => {
    const observation = observed.get(observedName(record.source_id, keyOf(record))) ?? null;
    return toResourceRow(resourceFacts(record, observation));
  });
}
