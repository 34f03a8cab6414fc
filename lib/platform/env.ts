import path from "node:path";
import * as z from "zod";
import { DEFAULT_RETRY_SCHEDULE } from "#lib/domain/retry-schedule.ts";
import {
  adminPassword,
  allowList,
  bootstrapApiKey,
  cidrList,
  databaseUrl,
  emailAddress,
  hostName,
  logLevel,
  mebibytes,
  optional,
  port,
  publicUrl,
  retrySchedule,
  secretKey,
  secretList,
  sharedHeaders,
  webUrl,
} from "./env-values.ts";

/** Every variable by its name; .env.example says each in words. An empty value counts as unset. */
const VARIABLES = z.object({
  DATABASE_URL: optional(databaseUrl),
  SIGNALBOX_DATA_DIR: z.string().default(".signalbox"),
  SIGNALBOX_SPOOL_DIR: z.string().optional(),
  SIGNALBOX_SPOOL_MIB: mebibytes.default(256),
  SIGNALBOX_SECRET: optional(secretKey),
  HOST: hostName.default("127.0.0.1"),
  CONSOLE_PORT: port.default(3000),
  RECEIVER_PORT: port.default(3001),
  SIGNALBOX_CONSOLE_URL: optional(publicUrl),
  SIGNALBOX_RECEIVER_URL: optional(publicUrl),
  SIGNALBOX_TRUSTED_PROXIES: cidrList.default([]),
  SIGNALBOX_ADMIN_EMAIL: optional(emailAddress),
  SIGNALBOX_ADMIN_PASSWORD: optional(adminPassword),
  SIGNALBOX_BOOTSTRAP_API_KEY: optional(bootstrapApiKey),
  ASSET_JWKS_URL: webUrl.default("https://api.getasset.com/.well-known/jwks.json"),
  ASSET_SHARED_HEADERS: sharedHeaders.default([]),
  ABOUND_SIGNING_SECRETS: secretList.default([]),
  SIGNALBOX_ALLOW_PRIVATE: allowList.default([]),
  SIGNALBOX_RETRY_SCHEDULE: retrySchedule.prefault(DEFAULT_RETRY_SCHEDULE),
  SIGNALBOX_LOG_LEVEL: logLevel.default("info"),
});

type Variables = z.output<typeof VARIABLES>;

export type Env = ReturnType<typeof toEnv>;
export type EnvOutcome = { kind: "ok"; env: Env } | { kind: "invalid"; problems: string[] };
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** Parses the environment once. Each problem is one sentence; a value is never repeated in it, as it may be a secret. */
export function readEnv(source: EnvSource): EnvOutcome {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = VARIABLES.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    return {
      kind: "invalid",
      problems: parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`),
    };
  }
  const problems = findContradictions(parsed.data);
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "ok", env: toEnv(parsed.data) };
}

function findContradictions(given: Variables): string[] {
  const problems: string[] = [];
  if (given.DATABASE_URL !== undefined && given.SIGNALBOX_SECRET === undefined) {
    problems.push("SIGNALBOX_SECRET is required with DATABASE_URL: set it to 32 or more random characters.");
  }
  if (given.CONSOLE_PORT === given.RECEIVER_PORT) {
    problems.push("CONSOLE_PORT and RECEIVER_PORT must differ.");
  }
  if ((given.SIGNALBOX_ADMIN_EMAIL === undefined) !== (given.SIGNALBOX_ADMIN_PASSWORD === undefined)) {
    problems.push("SIGNALBOX_ADMIN_EMAIL and SIGNALBOX_ADMIN_PASSWORD must be set together or not at all.");
  }
  return problems;
}

function toEnv(given: Variables) {
  const urlOf = (listenPort: number) =>
    `http://${given.HOST.includes(":") ? `[${given.HOST}]` : given.HOST}:${listenPort}`;
  return {
    databaseUrl: given.DATABASE_URL ?? null,
    dataDir: path.resolve(given.SIGNALBOX_DATA_DIR),
    /** Where verified webhooks are kept while the database is away; a folder a process. */
    spoolDir: path.resolve(given.SIGNALBOX_SPOOL_DIR ?? path.join(given.SIGNALBOX_DATA_DIR, "spool")),
    spoolMaxBytes: given.SIGNALBOX_SPOOL_MIB * 1024 * 1024,
    secret: given.SIGNALBOX_SECRET ?? null,
    host: given.HOST,
    consolePort: given.CONSOLE_PORT,
    receiverPort: given.RECEIVER_PORT,
    /** Public addresses, without a slash at the end. */
    consoleUrl: given.SIGNALBOX_CONSOLE_URL ?? urlOf(given.CONSOLE_PORT),
    receiverUrl: given.SIGNALBOX_RECEIVER_URL ?? urlOf(given.RECEIVER_PORT),
    trustedProxies: given.SIGNALBOX_TRUSTED_PROXIES,
    adminEmail: given.SIGNALBOX_ADMIN_EMAIL ?? null,
    adminPassword: given.SIGNALBOX_ADMIN_PASSWORD ?? null,
    bootstrapApiKey: given.SIGNALBOX_BOOTSTRAP_API_KEY ?? null,
    assetJwksUrl: given.ASSET_JWKS_URL,
    assetSharedHeaders: given.ASSET_SHARED_HEADERS,
    aboundSigningSecrets: given.ABOUND_SIGNING_SECRETS,
    allowPrivate: given.SIGNALBOX_ALLOW_PRIVATE,
    /** The delay before each retry; the number of delays is the number of retries. */
    retryDelaysSeconds: given.SIGNALBOX_RETRY_SCHEDULE,
    logLevel: given.SIGNALBOX_LOG_LEVEL,
  };
}
