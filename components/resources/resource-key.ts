import type { ResourceRow } from "#lib/domain/api/resources.ts";

/** Tells one resource from every other. */
export function resourceKey({ source, userId, resource, resourceId }: ResourceRow): string {
  return [source, userId, resource, resourceId].join("\n");
}
