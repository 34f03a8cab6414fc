import { AppError } from "#lib/domain/app-error.ts";
import { readEnv } from "#lib/platform/env.ts";
import type { AddressPolicy } from "#lib/platform/outbound/address-policy.ts";
import { deploymentPolicy } from "#lib/platform/outbound/deployment-policy.ts";
import { createSecretBox, type SecretBox } from "#lib/platform/secret-box.ts";

export type Installation = {
  secretBox: SecretBox;
  addressPolicy: AddressPolicy;
  /** Of destinations that name none: seconds before each retry. */
  retryScheduleSeconds: number[];
  /** Where links in messages lead. */
  consoleUrl: string;
  /** Of Asset sources that name no key set. */
  assetJwksUrl: string;
};

let known: Installation | undefined;

/** What commands need of the environment, read on first use. */
export function installation(): Installation {
  known ??= read();
  return known;
}

function read(): Installation {
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid") throw new AppError("misconfigured", "The console's configuration is not valid.");
  const { env } = outcome;
  if (env.secret === null) throw new AppError("misconfigured", "The console has no SIGNALBOX_SECRET.");
  return {
    secretBox: createSecretBox(env.secret),
    addressPolicy: deploymentPolicy(env),
    retryScheduleSeconds: env.retryDelaysSeconds,
    consoleUrl: env.consoleUrl,
    assetJwksUrl: env.assetJwksUrl,
  };
}
