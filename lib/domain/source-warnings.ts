import type { KeyState } from "./api/sources.ts";
import type { ProviderName } from "./provider-name.ts";

export type WarnedSource = { provider: ProviderName; keys: KeyState; activeSharedHeaders: number };

/** What a person should know or mend about a source, each in a sentence or two. */
export function findSourceWarnings({ provider, keys, activeSharedHeaders }: WarnedSource): string[] {
  const warnings: string[] = [];
  if (keys.kind === "none") warnings.push("Nothing that arrives here can be verified: add its keys or secrets.");
  if (keys.kind === "stale") warnings.push("The provider's keys could not be refreshed for more than an hour.");
  if (provider === "asset" && activeSharedHeaders === 0) {
    warnings.push(
      "No shared header: Asset signs for all its customers with one key, so a valid signature alone does not prove that an event is yours. Add a header at Asset and here.",
    );
  }
  return warnings;
}
