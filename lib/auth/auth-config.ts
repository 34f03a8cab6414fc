import { AppError } from "#lib/domain/app-error.ts";
import { deriveKey } from "#lib/platform/derive-key.ts";
import { readEnv } from "#lib/platform/env.ts";
import type { AllowEntry } from "#lib/platform/outbound/allow-list.ts";

export interface AuthConfig {
  /** Scheme, host and port, without a slash at the end. */
  consoleUrl: string;
  isHttps: boolean;
  sessionSecret: string;
  trustedProxies: readonly AllowEntry[];
}

/** Read at each use and never from request headers: what is not configured cannot be spoofed. */
export function authConfig(): AuthConfig {
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid") throw new AppError("misconfigured", "The console's configuration is not valid.");
  const { consoleUrl, secret, trustedProxies } = outcome.env;
  if (secret === null) throw new AppError("misconfigured", "The console has no SIGNALBOX_SECRET.");
  const sessionSecret = deriveKey(secret, "console sessions").toString("base64url");
  return { consoleUrl, isHttps: consoleUrl.startsWith("https://"), sessionSecret, trustedProxies };
}
