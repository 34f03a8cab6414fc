import type { KeyState } from "./api/sources.ts";
import type { ProviderName } from "./provider-name.ts";
import { spanInWords } from "./span-in-words.ts";

export type KeyFacts = {
  provider: ProviderName;
  activeSigningSecrets: number;
  usableKeys: number;
  hasPastedKeys: boolean;
  refreshedAt: string | null;
  failedSince: string | null;
  error: string | null;
};

/** Keys of a provider that could not be refreshed for an hour are worth a word; see receiver.md, JWKS. */
const STALE_MS = 3_600_000;

/** Whether a source can verify anything, in words. Times are ISO 8601. */
export function describeKeys(facts: KeyFacts, now: Date): KeyState {
  const { refreshedAt, failedSince, error } = facts;
  const state = facts.provider === "asset" ? describeKeySet(facts, now) : describeSecrets(facts);
  return { ...state, refreshedAt, failedSince, error };
}

type Described = Pick<KeyState, "kind" | "text" | "count">;

function describeKeySet(facts: KeyFacts, now: Date): Described {
  const count = facts.usableKeys;
  if (count === 0) {
    const why = facts.error === null ? "" : ` ${facts.error}`;
    return { kind: "none", count, text: `No keys yet: cannot verify.${why}` };
  }
  const keys = count === 1 ? "1 key" : `${count} keys`;
  if (facts.hasPastedKeys) return { kind: "ok", count, text: `${keys}, pasted.` };
  const age = facts.refreshedAt === null ? null : now.getTime() - Date.parse(facts.refreshedAt);
  const refreshed = age === null ? "never refreshed" : `refreshed ${spanInWords(age)} ago`;
  const isStale = facts.failedSince !== null && now.getTime() - Date.parse(facts.failedSince) > STALE_MS;
  if (!isStale) return { kind: "ok", count, text: `${keys}, ${refreshed}.` };
  return { kind: "stale", count, text: `${keys}, ${refreshed}; refreshing fails. ${facts.error ?? ""}`.trim() };
}

function describeSecrets({ activeSigningSecrets: count }: KeyFacts): Described {
  if (count === 0) return { kind: "none", count, text: "No secret: cannot verify." };
  return { kind: "ok", count, text: count === 1 ? "1 secret." : `${count} secrets; any of them may match.` };
}
