import { prisma } from "#lib/db/prisma.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";

export interface LiveSession {
  operatorId: string;
  email: string;
  name: string;
  role: OperatorRole;
}

interface SessionLimits {
  idleSeconds: number;
  maxAgeSeconds: number;
  /** Does not count as a use of the session. */
  isBackground: boolean;
}

/** The session and its operator as they are now, or null when either has ended; the database's clock decides. */
export async function findLiveSession(sidHash: Uint8Array, limits: SessionLimits): Promise<LiveSession | null> {
  const rows = await prisma.$queryRaw<(LiveSession & { isDue: boolean })[]>`
    select o.id as "operatorId", o.email, o.name, o.role::text as role,
           s.last_seen_at < now() - interval '1 minute' as "isDue"
      from sessions s join operators o on o.id = s.operator_id
     where s.sid_hash = ${sidHash}
       and s.revoked_at is null
       and s.created_at > now() - make_interval(secs => ${limits.maxAgeSeconds})
       and s.last_seen_at > now() - make_interval(secs => ${limits.idleSeconds})
       and o.disabled_at is null
       and o.auth_epoch = s.auth_epoch`;
  const row = rows[0];
  if (row === undefined) return null;
  const { isDue, ...session } = row;
  // To the minute: a write per request would cost more than the session check itself.
  if (isDue && !limits.isBackground)
    await prisma.$executeRaw`update sessions set last_seen_at = now() where sid_hash = ${sidHash}`;
  return session;
}
