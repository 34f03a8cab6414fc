import type { Actor } from "#lib/auth/actor.ts";
import { getSession } from "./get-session.ts";
import { listDestinations } from "./list-destinations.ts";
import { listSources } from "./list-sources.ts";

export interface Shell {
  operator: { name: string; email: string; role: string };
  lastEventAt: string | null;
  /** Things that need a person, by the address of the screen that shows them. */
  counts: Record<string, number>;
}

/** What stands around every page. Whoever is signed in may see their own name; the rest asks for its permission. */
export async function getShell(actor: Actor): Promise<Shell> {
  const [session, sources, destinations] = await Promise.all([
    getSession(actor),
    listSources(actor, {}),
    listDestinations(actor),
  ]);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    operator: { name: session.name, email: session.label, role: session.role ?? "" },
    lastEventAt: sources.data.map((source) => source.lastEventAt ?? "").reduce(latest, "") || null,
    counts: {
      "/requests": sum(sources.data.map((source) => source.refusedWhileDisabled)),
      "/deliveries": sum(destinations.data.map((destination) => destination.deadLettered)),
    },
  };
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
