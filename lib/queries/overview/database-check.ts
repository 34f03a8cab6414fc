import "server-only";
import { answerWithin } from "#lib/db/database-silent.ts";
import { prisma } from "#lib/db/prisma.ts";

const LIMIT_MS = 2_000;

/** Without an actor, because a load balancer asks; it says no more than up or down. */
export async function databaseCheck(): Promise<"up" | "down"> {
  return answerWithin(LIMIT_MS, prisma.$queryRaw`select 1`).then(
    () => "up",
    () => "down",
  );
}
