import { readdirSync } from "node:fs";
import type pg from "pg";
import { type DoctorFinding, fine, problem, warning } from "#lib/domain/doctor-finding.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { checkSecretCanary } from "./check-secret-canary.ts";
import { inspectState } from "./state/inspect-state.ts";

const MAX_SKEW_MS = 2_000;

/** Schema, clock, key material, processes, provider keys and state, as the database knows them. It has to be reachable. */
export async function inspectDatabase(
  pool: pg.Pool,
  box: SecretBox,
  migrationsDirectory: string,
): Promise<DoctorFinding[]> {
  const migrations = await inspectMigrations(pool, migrationsDirectory);
  if (migrations.level === "problem") return [migrations];
  return [
    migrations,
    await inspectClock(pool),
    await inspectSecret(pool, box),
    ...(await inspectProcesses(pool)),
    ...(await inspectKeys(pool)),
    ...(await inspectState(pool)),
  ];
}

async function inspectMigrations(pool: pg.Pool, directory: string): Promise<DoctorFinding> {
  const entries = readdirSync(directory, { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const { rows } = await pool.query<{ table: string | null }>(
    "SELECT to_regclass('_prisma_migrations')::text AS table",
  );
  const known = rows[0]?.table ? await pool.query<{ name: string }>(APPLIED_MIGRATIONS) : { rows: [] };
  const applied = new Set(known.rows.map(({ name }) => name));
  const missing = wanted.filter((name) => !applied.has(name));
  if (missing.length === 0) return fine("migrations", `All ${wanted.length} migrations are applied.`);
  const says = `${missing.length} of ${wanted.length} migrations are not applied: ${missing.join(", ")}.`;
  return problem("migrations", says, "Start Signalbox with npm start, which applies them.");
}

const APPLIED_MIGRATIONS = `
SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

async function inspectClock(pool: pg.Pool): Promise<DoctorFinding> {
  const before = Date.now();
  const { rows } = await pool.query<{ now: Date }>("SELECT clock_timestamp() AS now");
  const halfway = (before + Date.now()) / 2;
  const skewMs = Math.round((rows[0]?.now.getTime() ?? halfway) - halfway);
  const says = `The database's clock differs from this machine's by ${skewMs} ms.`;
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return fine("clocks", says);
  return warning("clocks", says, "Keep both machines on NTP: times shown and retries follow the database's clock.");
}

async function inspectSecret(pool: pg.Pool, box: SecretBox): Promise<DoctorFinding> {
  const { rowCount } = await pool.query("SELECT 1 FROM installation WHERE key = 'secret_canary'");
  if (rowCount === 0) return fine("secret", "Nothing is sealed in this database yet.");
  const wrong = await checkSecretCanary(pool, box);
  if (wrong === null) return fine("secret", "SIGNALBOX_SECRET opens what this database holds.");
  return problem("secret", wrong, "Look for it in the deployment's secret store or in a backup of the data directory.");
}

async function inspectProcesses(pool: pg.Pool): Promise<DoctorFinding[]> {
  const { rows } = await pool.query<{ process: string; seconds: number | null }>(LAST_BEATS);
  return rows.map(({ process, seconds }) => {
    const check = `${process} heartbeat`;
    if (seconds !== null && seconds <= 30) return fine(check, `The ${process} reported ${seconds} s ago.`);
    const since = seconds === null ? "has never reported" : `last reported ${seconds} s ago`;
    return warning(check, `The ${process} ${since}.`, `Start it: npm start, or npm run ${process}.`);
  });
}

const LAST_BEATS = `
SELECT p.name AS process, round(extract(epoch FROM clock_timestamp() - max(h.beat_at)))::int AS seconds
FROM (VALUES ('receiver'), ('worker'), ('console')) AS p (name) LEFT JOIN heartbeats h ON h.process = p.name
GROUP BY p.name ORDER BY p.name`;

async function inspectKeys(pool: pg.Pool): Promise<DoctorFinding[]> {
  const { rows } = await pool.query<{ slug: string; fetched: Date | null; failing: Date | null; error: string | null }>(
    KEY_STATES,
  );
  return rows.map(({ slug, fetched, failing, error }) => {
    const check = `keys of ${slug}`;
    const why = error === null ? "" : ` (${error})`;
    const todo = "Check the key set's address and that this machine may reach it; webhooks are held until then.";
    if (fetched === null) return problem(check, `The provider's keys were never obtained${why}.`, todo);
    const at = `${fetched.toISOString().slice(0, 19)}Z`;
    if (failing === null) return fine(check, `The provider's keys were obtained at ${at}.`);
    return warning(
      check,
      `The keys of ${at} are in use; fetching them fails since ${failing.toISOString()}${why}.`,
      todo,
    );
  });
}

const KEY_STATES = `
SELECT s.slug, k.fetched_at AS fetched, k.failed_since AS failing, k.error
FROM sources s LEFT JOIN source_key_sets k ON k.source_id = s.id
WHERE s.deleted_at IS NULL AND s.status <> 'disabled' AND s.jwks_url IS NOT NULL ORDER BY s.slug`;
