import { matchesEventType } from "#lib/domain/event-type-filter.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { findProvider } from "#lib/providers/find-provider.ts";

/** Those of the patterns that fit no event type that a provider documents. */
export function findUnmatchedPatterns(patterns: readonly string[]): string[] {
  const documented = PROVIDER_NAMES.flatMap((name) => findProvider(name).eventTypes.map(({ type }) => type));
  return patterns.filter((pattern) => !documented.some((type) => matchesEventType([pattern], type)));
}
