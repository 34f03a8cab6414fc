import { ensureBootstrapApiKey } from "#lib/commands/ensure-bootstrap-api-key.ts";
import { ensureFirstAdmin } from "#lib/commands/ensure-first-admin.ts";
import { ensureSetupLink } from "#lib/commands/ensure-setup-link.ts";
import { checkPostgres } from "#lib/db/check-postgres.ts";
import { checkSecretCanary } from "#lib/db/check-secret-canary.ts";
import { migrate } from "#lib/db/migrate.ts";
import { createPool } from "#lib/db/pool.ts";
import { prisma } from "#lib/db/prisma.ts";
import { seedSources } from "#lib/pipeline/verify/seed-sources.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";

export type PrepareOutcome =
  /** `signIn` says how to get in; warnings are differences between the environment and what is stored. */
  { kind: "prepared"; signIn: string; warnings: string[] } | { kind: "refused"; problems: string[] };

/** Brings the database to this version and makes what the environment asks for, before any process starts. */
export async function prepareInstallation(env: ServiceEnv, migrations: string): Promise<PrepareOutcome> {
  const problems = await checkPostgres(env.databaseUrl);
  if (problems.length > 0) return { kind: "refused", problems };
  const migrated = await migrate(env.databaseUrl, migrations);
  if (migrated.kind === "refused") return { kind: "refused", problems: [migrated.reason] };
  const wrongSecret = await checkSecret(env);
  if (wrongSecret !== null) return { kind: "refused", problems: [wrongSecret] };
  try {
    const warnings = await seedSources(env);
    await ensureBootstrapApiKey(env);
    return { kind: "prepared", signIn: await howToSignIn(env), warnings };
  } finally {
    await prisma.$disconnect();
  }
}

async function checkSecret(env: ServiceEnv): Promise<string | null> {
  const pool = createPool({ url: env.databaseUrl, name: "start", max: 1 });
  try {
    return await checkSecretCanary(pool, createSecretBox(env.secret));
  } finally {
    await pool.end();
  }
}

async function howToSignIn(env: ServiceEnv): Promise<string> {
  const signInPage = `${env.consoleUrl}/sign-in`;
  const admin = await ensureFirstAdmin(env);
  switch (admin.kind) {
    case "created":
      return `${signInPage} as ${admin.email}, with the password in SIGNALBOX_ADMIN_PASSWORD`;
    case "operators_exist":
      return signInPage;
    case "not_configured": {
      const link = await ensureSetupLink(env);
      return link.kind === "link" ? `${link.url} (once, until ${link.expiresAt}: makes the first admin)` : signInPage;
    }
    default:
      return admin satisfies never;
  }
}
