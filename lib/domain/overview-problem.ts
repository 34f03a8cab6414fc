import type { NeedsPerson, OverviewDestination, OverviewProcess, OverviewSource } from "./api/overview.ts";
import { destinationProblems } from "./destination-problem.ts";
import { heldProblems } from "./held-problem.ts";
import { type ProjectionFacts, projectionProblems } from "./projection-problem.ts";
import { spanInWords } from "./span-in-words.ts";
import { spoolProblems } from "./spool-problem.ts";

export type Severity = "bad" | "warn";
export type Problem = NeedsPerson & { severity: Severity };

export type SourceFacts = OverviewSource & {
  heldDeliveries: number;
  refusedWhileDisabled: number;
  oldestRefusedAt: string | null;
  heldUnverified: number;
  oldestHeldAt: string | null;
  oldestRejectedAt: string | null;
  activeSharedHeaders: number;
  usualRange: { low: number; high: number } | null;
};

export type DestinationFacts = OverviewDestination & { retrying: number };

export type OverviewFacts = {
  sources: readonly SourceFacts[];
  destinations: readonly DestinationFacts[];
  processes: readonly OverviewProcess[];
  unknownSource: { count: number; oldestAt: string | null };
  projection: ProjectionFacts;
};

/** Everything that is not as it should be, the worst first. Empty means that nothing known is wrong. */
export function findProblems(facts: OverviewFacts, now: Date): Problem[] {
  const problems = [
    ...processProblems(facts.processes, now),
    ...spoolProblems(facts.processes, now),
    ...facts.sources.flatMap((source) => sourceProblems(source, now)),
    ...facts.destinations.flatMap((destination) => destinationProblems(destination, now)),
    ...unknownSourceProblem(facts.unknownSource),
    ...noDestinationProblem(facts),
    ...projectionProblems(facts.projection),
  ];
  return problems.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

const RANK = { bad: 0, warn: 1 } satisfies Record<Severity, number>;

function processProblems(processes: readonly OverviewProcess[], now: Date): Problem[] {
  const problems: Problem[] = [];
  for (const [name, consequence] of Object.entries(CONSEQUENCES)) {
    const beats = processes.filter((process) => process.name === name);
    if (beats.some((process) => !process.isStale)) continue;
    const last =
      beats
        .map((process) => process.lastBeatAt)
        .toSorted()
        .at(-1) ?? null;
    // A receiver of its own is optional, as the console has a door too; a worker is not.
    if (last === null && name !== "worker") continue;
    const since = last === null ? "No worker is running" : `The ${name} has not reported for ${age(last, now)}`;
    problems.push(problem("process_silent", "bad", `${since}: ${consequence}.`, 1, last, "/"));
  }
  return problems;
}

const CONSEQUENCES = { worker: "nothing is delivered", receiver: "webhooks may not be accepted" };

function sourceProblems(source: SourceFacts, now: Date): Problem[] {
  const page = `/sources/${source.slug}`;
  const { heldDeliveries: held, rejectedLastHour: rejected } = source;
  const problems = disabledProblems(source, page);
  if (source.status === "paused") {
    const text = `${source.name} is paused; ${held} ${plural(held, "delivery", "deliveries")} ${held === 1 ? "waits" : "wait"}.`;
    problems.push(problem("source_paused", "warn", text, held, null, page));
  }
  if (source.status !== "disabled") problems.push(...openSourceProblems(source, now, page));
  problems.push(...heldProblems(source));
  if (rejected > 0) {
    const isBad = rejected > source.acceptedLastHour;
    const text = `${source.name} rejected ${rejected} ${plural(rejected, "request")} in the last hour.`;
    const url = `/requests?outcome=rejected&source=${source.slug}`;
    problems.push(problem("rejected", isBad ? "bad" : "warn", text, rejected, source.oldestRejectedAt, url));
  }
  return problems;
}

/** A source that is disabled and was never used is not set up yet, which is nobody's problem. */
function disabledProblems(source: SourceFacts, page: string): Problem[] {
  const { name, refusedWhileDisabled: refused, oldestRefusedAt } = source;
  if (refused > 0) {
    const state = source.status === "disabled" ? `${name} is disabled. ` : "";
    const text = `${state}${refused} ${plural(refused, "request")} that ${name} refused while disabled can be accepted.`;
    return [problem("refused_while_disabled", "warn", text, refused, oldestRefusedAt, page)];
  }
  if (source.status !== "disabled" || source.lastEventAt === null) return [];
  return [problem("source_disabled", "warn", `${name} is disabled.`, 0, null, page)];
}

function openSourceProblems(source: SourceFacts, now: Date, page: string): Problem[] {
  const problems: Problem[] = [];
  if (source.keys.kind === "none") {
    problems.push(problem("no_keys", "bad", `${source.name} cannot verify anything: it has no keys.`, 1, null, page));
  }
  if (source.keys.kind === "stale") {
    const text = `The keys of ${source.name} cannot be refreshed.`;
    problems.push(problem("no_keys", "warn", text, 1, source.keys.failedSince, page));
  }
  if (source.health === "quiet" && source.lastEventAt !== null) {
    const silence = age(source.lastEventAt, now);
    const text = `${source.name} is quiet: ${usual(source)}, none for ${silence}.`;
    problems.push(problem("source_quiet", "bad", text, 1, source.lastEventAt, page));
  }
  return problems;
}

function usual({ usualRange, usualPerHour }: SourceFacts): string {
  if (usualRange === null || usualRange.high < 1) return `normally ${(usualPerHour ?? 0).toFixed(1)} events an hour`;
  const { low, high } = usualRange;
  return low === high ? `normally ${high} events an hour` : `normally ${low}–${high} events an hour`;
}

function unknownSourceProblem({ count, oldestAt }: OverviewFacts["unknownSource"]): Problem[] {
  if (count === 0) return [];
  const text = `${count} ${plural(count, "request")} in the last hour went to an address that no source has.`;
  return [problem("rejected", "warn", text, count, oldestAt, "/requests?outcome=rejected&cause=unknown_source")];
}

function noDestinationProblem({ sources, destinations }: OverviewFacts): Problem[] {
  if (destinations.length > 0 || sources.every((source) => source.lastEventAt === null)) return [];
  return [
    problem("no_destination", "warn", "No destination is set up, so nothing is delivered.", 1, null, "/destinations"),
  ];
}

function problem(
  kind: Problem["kind"],
  severity: Severity,
  title: string,
  count: number,
  oldestAt: string | null,
  url: string,
): Problem {
  return { kind, severity, title, count, oldestAt, url };
}

function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

function age(at: string, now: Date): string {
  return spanInWords(now.getTime() - Date.parse(at));
}
