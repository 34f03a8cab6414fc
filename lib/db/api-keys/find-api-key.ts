import { prisma } from "#lib/db/prisma.ts";

interface LiveApiKey {
  id: string;
  name: string;
  scopes: string[];
}

/** The key with this hash unless it was revoked or has expired. */
export async function findApiKey(hash: Uint8Array): Promise<LiveApiKey | null> {
  const rows = await prisma.$queryRaw<(LiveApiKey & { isDue: boolean })[]>`
    select id, name, scopes, coalesce(last_used_at < now() - interval '1 minute', true) as "isDue"
      from api_keys
     where hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())`;
  const row = rows[0];
  if (row === undefined) return null;
  const { isDue, ...key } = row;
  // To the minute: busy keys would otherwise write a row per request.
  if (isDue) await prisma.$executeRaw`update api_keys set last_used_at = now() where id = ${key.id}::uuid`;
  return key;
}
