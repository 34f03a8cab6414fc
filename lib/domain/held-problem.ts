import type { Problem, SourceFacts } from "./overview-problem.ts";

/** Requests that nobody could verify yet. They need no person, only what their source lacks. */
export function heldProblems({ name, slug, status, heldUnverified: count, oldestHeldAt }: SourceFacts): Problem[] {
  if (count === 0) return [];
  const what = count === 1 ? `1 request to ${name} is` : `${count} requests to ${name} are`;
  const until = status === "disabled" ? "once it is enabled and has what it needs" : "once it has what it needs";
  const title = `${what} held because ${name} cannot verify ${count === 1 ? "it" : "them"} yet; that is done by itself ${until}.`;
  const url = `/requests?isKept=true&source=${slug}`;
  return [{ kind: "held_unverified", severity: "warn", title, count, oldestAt: oldestHeldAt, url }];
}
