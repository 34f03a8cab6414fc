import { fileURLToPath } from "node:url";
import { findConnectionFailure } from "#lib/db/find-connection-failure.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { Env } from "#lib/platform/env.ts";
import { findInstallation, type Installation } from "#lib/platform/find-installation.ts";
import { loadEnv } from "#lib/platform/load-env.ts";
import { CommandFailure } from "./command.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs `work` on the database of this installation, which must be up; disconnects afterwards. */
export async function withInstallation<T>(work: (installation: Installation & { env: Env }) => Promise<T>): Promise<T> {
  const env = loadEnv();
  const found = findInstallation(env, CHECKOUT);
  if (found.kind === "missing") throw new CommandFailure(found.message);
  const failure = await findConnectionFailure(found.databaseUrl);
  if (failure !== null) throw new CommandFailure(failure);
  // The modules of the product read these, as they do in the supervised processes.
  process.env.DATABASE_URL = found.databaseUrl;
  process.env.SIGNALBOX_SECRET = found.secret;
  try {
    return await work({ ...found, env });
  } finally {
    await prisma.$disconnect();
  }
}
