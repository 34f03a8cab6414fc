import type { Tx } from "#lib/db/in-transaction.ts";

export interface NewLink {
  id: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  expiresAt: Date;
  createdBy: string;
}

interface LinkTarget {
  operatorId: string | null;
  purpose: "setup" | "invite" | "reset";
}

export async function insertLink(tx: Tx, link: NewLink & LinkTarget): Promise<void> {
  await tx.operatorLink.create({ data: link });
}

/** Ends the unused links of one operator, or with null the setup links. */
export async function expireLinks(tx: Tx, operatorId: string | null): Promise<void> {
  await tx.operatorLink.updateMany({
    where: { operatorId, usedAt: null, expiresAt: { gt: new Date() } },
    data: { expiresAt: new Date() },
  });
}
