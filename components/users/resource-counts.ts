import { countResources, RESOURCE_KINDS } from "#components/resources/resource-words.ts";
import type { UserRow } from "#lib/domain/api/users.ts";

/** "3 tax payments, 1 document"; empty where there are none. */
export function resourceCounts({ resources }: Pick<UserRow, "resources">): string {
  return Object.entries(resources)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([resource, count]) => countResources(count, resource))
    .join(", ");
}

/** What matters most first; kinds that are not known last. */
function rank(resource: string): number {
  const index = RESOURCE_KINDS.indexOf(resource);
  return index === -1 ? RESOURCE_KINDS.length : index;
}
