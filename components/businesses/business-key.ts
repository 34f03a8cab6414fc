import type { BusinessRow } from "#lib/domain/api/businesses.ts";

/** Tells one business from every other: two sources may use one id. */
export function businessKey({ source, id }: BusinessRow): string {
  return [source, id].join("\n");
}
