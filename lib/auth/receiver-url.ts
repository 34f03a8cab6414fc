import { AppError } from "#lib/domain/app-error.ts";
import { readEnv } from "#lib/platform/env.ts";

/** The public address of the receiver, as configured. */
export function receiverUrl(): string {
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid") throw new AppError("misconfigured", "The console's configuration is not valid.");
  return outcome.env.receiverUrl;
}
