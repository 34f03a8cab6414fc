import type { Env } from "#lib/platform/env.ts";
import type { AddressPolicy } from "./address-policy.ts";
import { ownListeners } from "./own-listeners.ts";

type Deployment = Pick<
  Env,
  "allowPrivate" | "host" | "consolePort" | "receiverPort" | "consoleUrl" | "receiverUrl" | "databaseUrl"
>;

/** The address policy of this installation: its allow-list, less the places where it listens itself. */
export function deploymentPolicy(env: Deployment): AddressPolicy {
  const bindings = [
    { host: env.host, port: env.consolePort },
    { host: env.host, port: env.receiverPort },
    ...databaseBinding(env.databaseUrl),
  ];
  return { allow: env.allowPrivate, ...ownListeners({ bindings, publicUrls: [env.consoleUrl, env.receiverUrl] }) };
}

function databaseBinding(databaseUrl: string | null): { host: string; port: number }[] {
  const url = databaseUrl === null ? null : URL.parse(databaseUrl);
  return url ? [{ host: url.hostname, port: Number(url.port || 5432) }] : [];
}
