import { findOpenLink } from "#lib/db/operators/find-open-link.ts";
import type { OpenLink } from "#lib/domain/api/link-input.ts";
import { AppError } from "#lib/domain/app-error.ts";

/** What a one-time link is for. Holding its token is the permission; there is no actor yet. */
export async function inspectLink(tokenHash: Uint8Array): Promise<OpenLink> {
  const link = await findOpenLink(tokenHash);
  if (link === null)
    throw new AppError("not_found", "This link was used, has expired, or was replaced by a newer one.");
  return link;
}
