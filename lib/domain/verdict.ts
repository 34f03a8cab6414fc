import type { Overview } from "./api/overview.ts";
import { listInWords } from "./list-in-words.ts";
import type { OverviewFacts, Problem } from "./overview-problem.ts";

export type Verdict = Pick<Overview, "verdict" | "tone">;

const MAX_SENTENCES = 3;

/**
 * One to three sentences on the state of everything: what is wrong if anything is, else what is arriving. `work` says
 * what waits in the work queue; null when nothing does.
 */
export function buildVerdict(facts: OverviewFacts, problems: readonly Problem[], work: string | null): Verdict {
  if (problems.length > 0) return { verdict: nameProblems(problems, work), tone: worst(problems) };
  const arriving = facts.sources.filter((source) => source.lastEventAt !== null && source.status === "enabled");
  const names = arrivals(arriving.map((source) => source.name));
  if (work !== null) return { verdict: arriving.length === 0 ? work : `${names} ${work}`, tone: "warn" };
  if (arriving.length === 0) return { verdict: nothingYet(facts), tone: "idle" };
  return { verdict: `${names} ${deliveries(facts)}`, tone: "ok" };
}

function nameProblems(problems: readonly Problem[], work: string | null): string {
  const last = work === null ? [] : [work];
  const places = MAX_SENTENCES - last.length;
  const titles = problems.map((problem) => problem.title);
  if (titles.length <= places) return [...titles, ...last].join(" ");
  const named = titles.slice(0, places - 1);
  return [...named, `${titles.length - named.length} more things need a person.`, ...last].join(" ");
}

function worst(problems: readonly Problem[]): "bad" | "warn" {
  return problems.some((problem) => problem.severity === "bad") ? "bad" : "warn";
}

function nothingYet({ sources }: OverviewFacts): string {
  const open = sources.filter((source) => source.status === "enabled");
  if (open.length === 0) return "No source is enabled, so nothing can arrive.";
  return `Nothing has arrived yet. Paste the address of ${listInWords(open.map((source) => source.name))} at the provider.`;
}

function arrivals(names: string[]): string {
  return `${listInWords(names)} ${names.length === 1 ? "is" : "are"} arriving.`;
}

function deliveries({ destinations }: OverviewFacts): string {
  const waiting = destinations.reduce((sum, destination) => sum + destination.pending, 0);
  if (waiting > 0) return `${waiting} ${waiting === 1 ? "delivery is" : "deliveries are"} on the way.`;
  const held = destinations.reduce((sum, destination) => sum + destination.held, 0);
  if (held > 0) return `${held} ${held === 1 ? "delivery is" : "deliveries are"} held.`;
  return "Everything is delivered.";
}
