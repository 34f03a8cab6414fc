import { prisma } from "#lib/db/prisma.ts";
import type { OpenLink } from "#lib/domain/api/link-input.ts";

/** What a link is for, or null: used, expired, replaced, or of a disabled operator. */
export async function findOpenLink(tokenHash: Uint8Array): Promise<OpenLink | null> {
  const rows = await prisma.$queryRaw<OpenLink[]>`
    select l.purpose, o.email, o.name
      from operator_links l left join operators o on o.id = l.operator_id
     where l.token_hash = ${tokenHash} and l.used_at is null and l.expires_at > now() and o.disabled_at is null
       and (l.purpose <> 'setup' or not exists (select from operators))`;
  return rows[0] ?? null;
}
