import type pg from "pg";
import { type DoctorFinding, fine, problem, warning } from "#lib/domain/doctor-finding.ts";
import { RULES_VERSION } from "#lib/domain/state/rules-version.ts";

const CHECK = "state";
const REBUILD = "npm run cli -- rebuild says where it differs; with --apply it corrects it.";

/** Whether live state is what the stored events say, as far as the worker knows. */
export async function inspectState(pool: pg.Pool): Promise<DoctorFinding[]> {
  const { rows } = await pool.query<Standing>(STANDING);
  const [standing] = rows;
  if (standing === undefined) return [problem(CHECK, "The projector has lost its position.", REBUILD)];
  const { version, parked, differing, count } = standing;
  const findings: DoctorFinding[] = [];
  if (version < RULES_VERSION && count > 0) {
    findings.push(warning(CHECK, "State was computed by older rules; run rebuild.", REBUILD));
  }
  if (differing > 0)
    findings.push(problem(CHECK, `${differing} rows of state differ from the stored events.`, REBUILD));
  if (parked > 0) {
    const says = `${parked} events could not be worked into the state.`;
    findings.push(warning(CHECK, says, "The page State engine says why, and has them tried again."));
  }
  return findings.length > 0 ? findings : [fine(CHECK, `${count} events are worked into the state.`)];
}

type Standing = { version: number; parked: number; differing: number; count: number };

const STANDING = `
SELECT rules_version AS version, projected_count::float8 AS count,
  (SELECT count(*)::int FROM parked_events) AS parked, (SELECT count(*)::int FROM state_differences) AS differing
FROM projector`;
