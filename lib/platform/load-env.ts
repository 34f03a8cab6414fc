import { existsSync } from "node:fs";
import { type Env, readEnv } from "./env.ts";

/** What a process needs that talks to the database. */
export type ServiceEnv = Env & { databaseUrl: string; secret: string };

/** The environment of this process with `.env` beneath it; a mistake in it ends the process with one sentence each. */
export function loadEnv(): Env {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const outcome = readEnv(process.env);
  return outcome.kind === "ok" ? outcome.env : refuse(outcome.problems);
}

/** As `loadEnv`, for a process that is started by itself and so must be told where the database is. */
export function loadServiceEnv(): ServiceEnv {
  const env = loadEnv();
  const { databaseUrl, secret } = env;
  if (databaseUrl !== null && secret !== null) return { ...env, databaseUrl, secret };
  return refuse(["DATABASE_URL and SIGNALBOX_SECRET are required here; only npm start brings a database of its own."]);
}

function refuse(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}
