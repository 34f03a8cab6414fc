import { AppError } from "#lib/domain/app-error.ts";
import { readEnv } from "#lib/platform/env.ts";

/** The private addresses that destinations may use, as `CIDR[:port]`; set where the installation is deployed. */
export function allowedAddresses(): string[] {
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid") throw new AppError("misconfigured", "The console's configuration is not valid.");
  return outcome.env.allowPrivate.map(({ text }) => text);
}
