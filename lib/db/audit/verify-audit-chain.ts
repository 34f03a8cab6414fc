import type { AuditEntry } from "#lib/db/generated/client.ts";
import { prisma } from "#lib/db/prisma.ts";
import { auditHash } from "./audit-hash.ts";
import { type AuditHead, readAuditHead } from "./audit-head.ts";

export type AuditVerification =
  | { kind: "intact"; entries: number }
  /** `seq` is the first entry that is not what was written. */
  | { kind: "broken"; seq: string; problem: "edited" | "missing" | "relinked" | "added" };

const BATCH = 1_000;

/** Walks the whole log from its first entry and recomputes each hash. */
export async function verifyAuditChain(): Promise<AuditVerification> {
  const head = await readAuditHead(prisma);
  let previous: AuditHead = { seq: 0n, hash: new Uint8Array() };
  for (;;) {
    const batch = await prisma.auditEntry.findMany({
      where: { seq: { gt: previous.seq } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    for (const entry of batch) {
      const problem = problemOf(entry, previous);
      if (problem !== null) return problem;
      previous = { seq: entry.seq, hash: entry.hash };
    }
    if (batch.length < BATCH) return compareWithHead(previous, head);
  }
}

function problemOf(entry: AuditEntry, previous: AuditHead): AuditVerification | null {
  const expected = previous.seq + 1n;
  if (entry.seq !== expected) return { kind: "broken", seq: String(expected), problem: "missing" };
  const before = previous.seq === 0n ? null : previous.hash;
  if (!isEqual(entry.prevHash, before)) return { kind: "broken", seq: String(entry.seq), problem: "relinked" };
  const { prevHash: _, hash, ...columns } = entry;
  const chained = { ...columns, seq: String(entry.seq), at: entry.at.toISOString() };
  return isEqual(hash, auditHash(before, chained))
    ? null
    : { kind: "broken", seq: String(entry.seq), problem: "edited" };
}

/** The head was read first, so entries written since may go beyond it; none may be missing before it. */
function compareWithHead(last: AuditHead, head: AuditHead | null): AuditVerification {
  if (head !== null && last.seq < head.seq) return { kind: "broken", seq: String(last.seq + 1n), problem: "missing" };
  if (head === null && last.seq > 0n) return { kind: "broken", seq: String(last.seq), problem: "added" };
  return { kind: "intact", entries: Number(last.seq) };
}

function isEqual(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return Buffer.compare(left, right) === 0;
}
