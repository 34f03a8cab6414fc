import type { Prisma } from "./generated/client.ts";
import { prisma } from "./prisma.ts";
import { RolledBack } from "./rolled-back.ts";

export type Tx = Prisma.TransactionClient;

/** Releasing hundreds of thousands of held deliveries takes a minute; Prisma's own limit of 5 s would undo it. */
const LIMITS = { maxWait: 5_000, timeout: 600_000 };

/**
 * Runs `work` in one transaction. `giveUp(outcome)` undoes everything done so far and returns that outcome; a plain
 * return commits.
 */
export async function inTransaction<T>(work: (tx: Tx, giveUp: (outcome: T) => never) => Promise<T>): Promise<T> {
  const giveUp = (outcome: T): never => {
    throw new RolledBack(outcome);
  };
  try {
    return await prisma.$transaction((tx) => work(tx, giveUp), LIMITS);
  } catch (error) {
    // Only this call's own giveUp can have thrown it: transactions are not nested.
    if (error instanceof RolledBack) return error.outcome as T;
    throw error;
  }
}
