import { replaceSetupLink } from "#lib/db/operators/replace-setup-link.ts";
import { newLink } from "./new-link.ts";

export type EnsureSetupLinkOutcome = { kind: "link"; url: string; expiresAt: string } | { kind: "operators_exist" };

/** A new one-time link that creates the first admin; those printed before stop working. */
export async function ensureSetupLink(env: { consoleUrl: string }): Promise<EnsureSetupLinkOutcome> {
  const link = newLink("/setup", "start", env.consoleUrl);
  return (await replaceSetupLink(link.stored)) ? { kind: "link", ...link.shown } : { kind: "operators_exist" };
}
