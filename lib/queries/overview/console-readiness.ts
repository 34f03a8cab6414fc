import "server-only";
import { prisma } from "#lib/db/prisma.ts";

export type Readiness = { isReady: boolean; checks: { database: "up" | "down" } };

const LIMIT_MS = 2_000;

/** Without an actor, because a load balancer asks; it says no more than up or down. */
export async function consoleReadiness(): Promise<Readiness> {
  const answer = prisma.$queryRaw`select 1`.then(
    () => "up" as const,
    () => "down" as const,
  );
  const database = await Promise.race([answer, late()]);
  return { isReady: database === "up", checks: { database } };
}

function late(): Promise<"down"> {
  return new Promise((resolve) => {
    setTimeout(() => resolve("down"), LIMIT_MS).unref();
  });
}
