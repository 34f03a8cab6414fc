import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readCluster } from "./embedded-postgres-cluster.ts";
import { chooseLocation } from "./embedded-postgres-location.ts";
import type { Env } from "./env.ts";
import { readPostmaster } from "./postmaster-file.ts";

/** What a command beside the running processes needs to reach the same database with the same key material. */
export interface Installation {
  databaseUrl: string;
  secret: string;
  dataDir: string;
}

export type InstallationOutcome = ({ kind: "found" } & Installation) | { kind: "missing"; message: string };

const EMBEDDED_DATABASE = "signalbox";

/**
 * The installation that the environment points to: DATABASE_URL, or else the embedded database of the data directory,
 * which has to be running. Nothing is started.
 */
export function findInstallation(env: Env, checkout: string): InstallationOutcome {
  if (env.databaseUrl !== null && env.secret !== null) {
    return { kind: "found", databaseUrl: env.databaseUrl, secret: env.secret, dataDir: env.dataDir };
  }
  const secretFile = path.join(env.dataDir, "secret");
  if (!existsSync(env.dataDir)) {
    return { kind: "missing", message: `There is no Signalbox in ${env.dataDir} yet: start one with npm start.` };
  }
  const secret = env.secret ?? (existsSync(secretFile) ? readFileSync(secretFile, "utf8").trim() : "");
  const databaseUrl = embeddedUrl(env.dataDir, checkout);
  if (databaseUrl !== null && secret !== "") return { kind: "found", databaseUrl, secret, dataDir: env.dataDir };
  return {
    kind: "missing",
    message: `The embedded database of ${env.dataDir} is not running: start Signalbox with npm start, or set DATABASE_URL and SIGNALBOX_SECRET.`,
  };
}

function embeddedUrl(dataDir: string, checkout: string): string | null {
  const { directory } = chooseLocation(dataDir, checkout);
  const port = readPostmaster(directory)?.port ?? null;
  if (port === null) return null;
  const { superuser, password } = readCluster(directory);
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${EMBEDDED_DATABASE}`;
}
