import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Projection, StateDifference } from "#lib/domain/api/projection.ts";
import { RULES_VERSION } from "#lib/domain/state/rules-version.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { readProjection } from "./read-projection.ts";

const MOST_SHOWN = 20;

/** How far the state is behind the events, what is parked, and whether it equals a recompute. */
export async function getProjection(actor: Actor): Promise<Projection> {
  actor.require("state:read");
  const [facts, check, newest] = await refuseSlowRead(() =>
    Promise.all([readProjection(), readCheck(), readNewestDifferences()]),
  );
  return {
    lagMs: facts.lagMs,
    behind: facts.behind,
    projectedAt: facts.projectedAt?.toISOString() ?? null,
    projectedCount: facts.projectedCount,
    rulesVersion: facts.rulesVersion,
    currentRulesVersion: RULES_VERSION,
    rebuiltAt: facts.rebuiltAt?.toISOString() ?? null,
    parked: facts.parked,
    check: {
      checkedCount: check?.count ?? 0,
      checkedAt: check?.checked_at?.toISOString() ?? null,
      roundFinishedAt: check?.round_finished_at?.toISOString() ?? null,
      differences: facts.differing,
      newest,
    },
  };
}

type CheckRecord = { count: number; checked_at: Date | null; round_finished_at: Date | null };

async function readCheck(): Promise<CheckRecord | undefined> {
  const rows = await readRows<CheckRecord>(
    Prisma.sql`SELECT checked_count::float8 AS count, checked_at, round_finished_at FROM state_checks`,
  );
  return rows[0];
}

type DifferenceRecord = Pick<StateDifference, "kind" | "source" | "key" | "live" | "recomputed"> & { found_at: Date };

async function readNewestDifferences(): Promise<StateDifference[]> {
  const rows = await readRows<DifferenceRecord>(Prisma.sql`
SELECT d.subject_kind AS kind, s.slug AS source, d.subject_key AS key, d.found_at, d.live, d.recomputed
FROM state_differences d JOIN sources s ON s.id = d.source_id ORDER BY d.found_at DESC, d.id LIMIT ${MOST_SHOWN}`);
  return rows.map(({ found_at, ...row }) => ({ ...row, foundAt: found_at.toISOString() }));
}
