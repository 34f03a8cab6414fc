import * as z from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";

export interface AuditHead {
  seq: bigint;
  hash: Uint8Array;
}

const HEAD = z.object({ seq: z.string().regex(/^\d+$/), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** The newest entry as it was written. Kept beside the chain: else nobody would miss entries cut off at its end. */
export async function readAuditHead(tx: Prisma.TransactionClient): Promise<AuditHead | null> {
  const row = await tx.installationFact.findUnique({ where: { key: "audit_head" } });
  if (row === null) return null;
  const { seq, hash } = HEAD.parse(row.value);
  return { seq: BigInt(seq), hash: Buffer.from(hash, "hex") };
}

export async function writeAuditHead(tx: Prisma.TransactionClient, head: AuditHead): Promise<void> {
  const value = { seq: String(head.seq), hash: Buffer.from(head.hash).toString("hex") };
  const updatedAt = new Date();
  await tx.installationFact.upsert({
    where: { key: "audit_head" },
    create: { key: "audit_head", value, updatedAt },
    update: { value, updatedAt },
  });
}
