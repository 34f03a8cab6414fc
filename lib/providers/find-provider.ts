import type { ProviderName } from "#lib/domain/provider-name.ts";
import { abound } from "./abound.ts";
import { asset } from "./asset.ts";
import type { Provider } from "./provider.ts";

const PROVIDERS = { asset, abound } as const satisfies Record<ProviderName, Provider>;

export function findProvider(name: ProviderName): Provider {
  return PROVIDERS[name];
}
