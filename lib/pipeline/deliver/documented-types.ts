import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { findProvider } from "#lib/providers/find-provider.ts";

/** Every event type that a provider documents, each with a sample. */
export function documentedTypes(): string[] {
  return PROVIDER_NAMES.flatMap((name) => findProvider(name).eventTypes.map(({ type }) => type));
}
