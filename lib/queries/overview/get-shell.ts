import type { Actor } from "#lib/auth/actor.ts";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { getSession } from "#lib/queries/access/get-session.ts";
import { listDestinations } from "#lib/queries/destinations/list-destinations.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";
import { getSpool } from "#lib/queries/spool/get-spool.ts";
import { countWork } from "#lib/queries/work/count-work.ts";

export interface Shell {
  operator: { name: string; email: string; role: string };
  lastEventAt: string | null;
  /** Things that need a person, by the address of the screen that shows them. */
  counts: Record<string, number>;
  /** What doors keep on disk. */
  spool: SpoolReport;
}

/** What stands around every page. Whoever is signed in may see their own name; the rest asks for its permission. */
export async function getShell(actor: Actor): Promise<Shell> {
  const [session, sources, destinations, work, spool] = await Promise.all([
    getSession(actor),
    listSources(actor, {}),
    listDestinations(actor),
    countAllWork(actor),
    getSpool(actor, new Date()),
  ]);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    operator: { name: session.name, email: session.label, role: session.role ?? "" },
    lastEventAt: sources.data.map((source) => source.lastEventAt ?? "").reduce(latest, "") || null,
    counts: {
      "/work": work,
      "/requests": sum(sources.data.map((source) => source.refusedWhileDisabled)),
      "/deliveries": sum(destinations.data.map((destination) => destination.deadLettered)),
    },
    spool,
  };
}

/** Where counting takes too long, the screen itself says so; the shell goes without the number. */
async function countAllWork(actor: Actor): Promise<number> {
  try {
    return (await countWork(actor, {}, new Date())).total;
  } catch (error) {
    if (error instanceof AppError && error.code === "refused") return 0;
    throw error;
  }
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
