import { prisma } from "#lib/db/prisma.ts";
import type { ThrottleOutcome } from "./bump-account.ts";

const ATTEMPTS_PER_WINDOW = 30;

/** Counts an attempt from one address; more than 30 in 15 minutes are blocked. */
export async function bumpAddress(key: string): Promise<ThrottleOutcome> {
  const rows = await prisma.$queryRaw<{ failures: number }[]>`
    insert into sign_in_throttles as t (key, failures, window_started_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = case when t.window_started_at < now() - interval '15 minutes' then 1 else t.failures + 1 end,
      window_started_at = case when t.window_started_at < now() - interval '15 minutes' then now()
                               else t.window_started_at end
    returning failures`;
  return (rows[0]?.failures ?? 0) <= ATTEMPTS_PER_WINDOW ? { kind: "allowed" } : { kind: "blocked" };
}

/** A success takes back its own attempt and no other. */
export async function takeBackAddress(key: string): Promise<void> {
  await prisma.signInThrottle.updateMany({
    where: { key, failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  });
}
