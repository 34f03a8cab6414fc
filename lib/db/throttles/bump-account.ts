import { prisma } from "#lib/db/prisma.ts";

/** From this many failures on, each one blocks the account for twice as long as the one before: 1 s, 2 s, … 15 min. */
const FREE_FAILURES = 5;
const LONGEST_BLOCK_SECONDS = 900;

export type ThrottleOutcome = { kind: "allowed" } | { kind: "blocked" };

/**
 * Counts a guess as failed before it is checked, so that guesses sent in parallel cannot outrun the count. A blocked
 * guess is not counted: whoever keeps knocking does not prolong the block.
 */
export async function bumpAccount(key: string): Promise<ThrottleOutcome> {
  const rows = await prisma.$queryRaw<{ failures: number }[]>`
    insert into sign_in_throttles as t (key, failures, window_started_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = case when t.window_started_at < now() - interval '1 day' then 1 else t.failures + 1 end,
      window_started_at = now(),
      blocked_until = case
        when t.window_started_at < now() - interval '1 day' or t.failures + 1 < ${FREE_FAILURES} then null
        else now() + make_interval(secs => least(${LONGEST_BLOCK_SECONDS}::float8,
                                                 power(2, least(t.failures + 1 - ${FREE_FAILURES}, 20))))
      end
    where t.blocked_until is null or t.blocked_until <= now()
    returning failures`;
  return rows.length > 0 ? { kind: "allowed" } : { kind: "blocked" };
}

/** After a right password. */
export async function forgiveAccount(key: string): Promise<void> {
  await prisma.signInThrottle.deleteMany({ where: { key } });
}
