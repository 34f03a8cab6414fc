import type { Problem } from "./overview-problem.ts";
import { spanInWords } from "./span-in-words.ts";
import { RULES_VERSION } from "./state/rules-version.ts";

/** Where the projector stands, as read from the database. */
export type ProjectionFacts = {
  lagMs: number;
  behind: number;
  projectedAt: Date | null;
  projectedCount: number;
  rulesVersion: number;
  rebuiltAt: Date | null;
  parked: number;
  oldestParkedAt: Date | null;
  differing: number;
  oldestDifferenceAt: Date | null;
};

/** Shorter lags are a burst that is being worked off. */
const BEHIND_MS = 30_000;
const URL = "/projection";

/** What is wrong with the state that the console shows, apart from what it says. */
export function projectionProblems(facts: ProjectionFacts): Problem[] {
  return [...differs(facts), ...isBehind(facts), ...isOutdated(facts), ...hasParked(facts)];
}

function differs({ differing, oldestDifferenceAt }: ProjectionFacts): Problem[] {
  if (differing === 0) return [];
  const what = differing === 1 ? "1 row of state differs" : `${differing} rows of state differ`;
  const title = `${what} from what the stored events say; run rebuild.`;
  return [problem("state_differs", "bad", title, differing, oldestDifferenceAt)];
}

function isBehind({ behind, lagMs }: ProjectionFacts): Problem[] {
  if (behind === 0 || lagMs < BEHIND_MS) return [];
  const title = `State is ${spanInWords(lagMs)} behind the events.`;
  return [problem("projector_behind", "bad", title, behind, null)];
}

function isOutdated({ rulesVersion, projectedCount }: ProjectionFacts): Problem[] {
  if (rulesVersion >= RULES_VERSION || projectedCount === 0) return [];
  return [problem("rules_outdated", "warn", "State was computed by older rules; run rebuild.", 1, null)];
}

function hasParked({ parked, oldestParkedAt }: ProjectionFacts): Problem[] {
  if (parked === 0) return [];
  const what = parked === 1 ? "1 event" : `${parked} events`;
  return [problem("parked", "warn", `${what} could not be worked into the state.`, parked, oldestParkedAt)];
}

function problem(
  kind: Problem["kind"],
  severity: Problem["severity"],
  title: string,
  count: number,
  oldest: Date | null,
): Problem {
  return { kind, severity, title, count, oldestAt: oldest?.toISOString() ?? null, url: URL };
}
