import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkPostgres } from "#lib/db/check-postgres.ts";
import { findConnectionFailure } from "#lib/db/find-connection-failure.ts";
import { inspectDatabase } from "#lib/db/inspect-database.ts";
import { createPool } from "#lib/db/pool.ts";
import { type DoctorFinding, fine, problem } from "#lib/domain/doctor-finding.ts";
import { inspectSpool } from "#lib/pipeline/store/inspect-spool.ts";
import { type Env, readEnv } from "#lib/platform/env.ts";
import { findInstallation, type Installation } from "#lib/platform/find-installation.ts";
import { inspectDataDir } from "#lib/platform/inspect-data-dir.ts";
import { inspectListeners } from "#lib/platform/inspect-listeners.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import type { Command } from "./command.ts";
import { parseOptions } from "./parse-options.ts";
import { print, printJson } from "./print.ts";

const HELP = `Usage: npm run cli -- doctor [--json]

Looks at everything that Signalbox needs (environment, data directory, spool, disk, ports, database,
migrations, clocks, secret, processes, provider keys, state) and says what is wrong and what
to do.
Changes nothing. Exit code 1 when there is a problem.
`;

const OPTIONS = { json: { type: "boolean", default: false } } as const;
const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

export const doctor: Command = {
  help: HELP,
  run: async (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const findings = await examine();
    if (values.json) printJson(findings);
    else for (const finding of findings) print(line(finding));
    if (findings.some(({ level }) => level === "problem")) process.exitCode = 1;
  },
};

async function examine(): Promise<DoctorFinding[]> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const outcome = readEnv(process.env);
  if (outcome.kind === "invalid") {
    return outcome.problems.map((says) =>
      problem("environment", says, "Correct the variable; .env.example explains each."),
    );
  }
  const { env } = outcome;
  const disks = [...inspectDataDir(env.dataDir), ...(await inspectSpool(env.spoolDir, new Date()))];
  const around = [...disks, ...(await inspectListeners(env))];
  return [fine("environment", "Every variable has a valid value."), ...around, ...(await examineDatabase(env))];
}

async function examineDatabase(env: Env): Promise<DoctorFinding[]> {
  const found = findInstallation(env, CHECKOUT);
  if (found.kind === "missing") return [problem("database", found.message, "Start it, then ask again.")];
  const failure = await findConnectionFailure(found.databaseUrl);
  if (failure !== null) return [problem("database", failure, "Start the database, or correct DATABASE_URL.")];
  const wrong = await checkPostgres(found.databaseUrl);
  const settings = wrong.map((says) =>
    problem("database", says, "Nothing is safe from a crash of its machine until then."),
  );
  const allFine = [fine("database", "The database answers, and its settings keep what it accepts.")];
  return [...(settings.length > 0 ? settings : allFine), ...(await examineInside(found))];
}

async function examineInside({ databaseUrl, secret }: Installation): Promise<DoctorFinding[]> {
  const pool = createPool({ url: databaseUrl, name: "doctor", max: 1 });
  try {
    return await inspectDatabase(pool, createSecretBox(secret), path.join(CHECKOUT, "prisma/migrations"));
  } finally {
    await pool.end();
  }
}

const MARKS = { ok: "ok     ", warning: "warning", problem: "PROBLEM" } satisfies Record<
  DoctorFinding["level"],
  string
>;

function line({ check, level, says, todo }: DoctorFinding): string {
  return `${MARKS[level]}  ${check}: ${says}${todo === null ? "" : ` ${todo}`}`;
}
