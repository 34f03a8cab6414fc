import { prisma } from "#lib/db/prisma.ts";

/** Counts one more use of the key and returns how many there were since its minute began, this one included. */
export async function takeAllowance(key: string): Promise<number> {
  const rows = await prisma.$queryRaw<{ failures: number }[]>`
    insert into sign_in_throttles as t (key, failures, window_started_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = case when t.window_started_at < now() - interval '1 minute' then 1 else t.failures + 1 end,
      window_started_at = case when t.window_started_at < now() - interval '1 minute' then now()
                               else t.window_started_at end
    returning failures`;
  return rows[0]?.failures ?? 0;
}
