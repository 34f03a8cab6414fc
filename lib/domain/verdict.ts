import type { Overview } from "./api/overview.ts";
import type { OverviewFacts, Problem } from "./overview-problem.ts";

export type Verdict = Pick<Overview, "verdict" | "tone">;

const MAX_SENTENCES = 3;

/** One to three sentences on the state of everything: what is wrong if anything is, else what is arriving. */
export function buildVerdict(facts: OverviewFacts, problems: readonly Problem[]): Verdict {
  if (problems.length > 0) return { verdict: nameProblems(problems), tone: worst(problems) };
  const arriving = facts.sources.filter((source) => source.lastEventAt !== null && source.status === "enabled");
  if (arriving.length === 0) return { verdict: nothingYet(facts), tone: "idle" };
  return { verdict: `${arrivals(arriving.map((source) => source.name))} ${deliveries(facts)}`, tone: "ok" };
}

function nameProblems(problems: readonly Problem[]): string {
  if (problems.length <= MAX_SENTENCES) return problems.map((problem) => problem.title).join(" ");
  const named = problems.slice(0, MAX_SENTENCES - 1).map((problem) => problem.title);
  return [...named, `${problems.length - named.length} more things need a person.`].join(" ");
}

function worst(problems: readonly Problem[]): "bad" | "warn" {
  return problems.some((problem) => problem.severity === "bad") ? "bad" : "warn";
}

function nothingYet({ sources }: OverviewFacts): string {
  const open = sources.filter((source) => source.status === "enabled");
  if (open.length === 0) return "No source is enabled, so nothing can arrive.";
  return `Nothing has arrived yet. Paste the address of ${joinNames(open.map((source) => source.name))} at the provider.`;
}

function arrivals(names: string[]): string {
  return `${joinNames(names)} ${names.length === 1 ? "is" : "are"} arriving.`;
}

function deliveries({ destinations }: OverviewFacts): string {
  const waiting = destinations.reduce((sum, destination) => sum + destination.pending, 0);
  if (waiting > 0) return `${waiting} ${waiting === 1 ? "delivery is" : "deliveries are"} on the way.`;
  const held = destinations.reduce((sum, destination) => sum + destination.held, 0);
  if (held > 0) return `${held} ${held === 1 ? "delivery is" : "deliveries are"} held.`;
  return "Everything is delivered.";
}

function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
