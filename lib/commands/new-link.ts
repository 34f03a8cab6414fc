import { credentialHash, newCredential } from "#lib/auth/credential.ts";
import type { NewLink } from "#lib/db/operators/operator-link.ts";
import type { OperatorLink } from "#lib/domain/api/operators.ts";
import { newId } from "#lib/platform/ids.ts";

const LINK_HOURS = 72;

interface IssuedLink {
  stored: NewLink;
  shown: OperatorLink;
}

/** A one-time link. The token stands behind the `#`, which browsers keep from servers, proxies and logs. */
export function newLink(page: "/link" | "/setup", createdBy: string, consoleUrl: string): IssuedLink {
  const token = newCredential();
  const expiresAt = new Date(Date.now() + LINK_HOURS * 3_600_000);
  return {
    stored: { id: newId(), tokenHash: credentialHash(token), expiresAt, createdBy },
    shown: { url: `${consoleUrl}${page}#${token}`, expiresAt: expiresAt.toISOString() },
  };
}
