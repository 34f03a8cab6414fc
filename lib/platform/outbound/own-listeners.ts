import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import type { AddressPolicy, OwnListener } from "./address-policy.ts";

export type OwnPlaces = {
  /** What this installation's processes bind: `host` is an address, a wildcard address, or `localhost`. */
  bindings: readonly { host: string; port: number }[];
  publicUrls: readonly string[];
};

/** The address:port pairs and public `host:port` names that no destination may point at. */
export function ownListeners(places: OwnPlaces): Pick<AddressPolicy, "ownListeners" | "ownAddresses" | "ownHosts"> {
  const interfaces = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const listeners: OwnListener[] = places.bindings.flatMap(({ host, port }) =>
    boundAddresses(host).map((address) => ({ address, port })),
  );
  const named = places.bindings
    .filter(({ host }) => isName(host))
    .map(({ host, port }) => `${host.toLowerCase()}:${port}`);
  const published = places.publicUrls.map((text) => {
    const url = new URL(text);
    return `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
  });
  const ownAddresses = interfaces.map(({ address }) => address);
  return { ownListeners: listeners, ownAddresses, ownHosts: [...named, ...published] };
}

// What a name binds is known only to the resolver; taking it for every address of this machine errs on the safe side.
function boundAddresses(host: string): (string | null)[] {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (bare === "localhost") return ["127.0.0.1", "::1"];
  return bare === "0.0.0.0" || bare === "::" || isName(bare) ? [null] : [bare];
}

function isName(host: string): boolean {
  return isIP(host.replace(/^\[(.*)\]$/, "$1")) === 0;
}
