import type { Prisma } from "./generated/client.ts";
import { prisma } from "./prisma.ts";

export type Tx = Prisma.TransactionClient;

/** Ends the transaction without a trace; `outcome` becomes the result of `inTransaction`. */
class RolledBack<T> extends Error {
  readonly outcome: T;

  constructor(outcome: T) {
    super("rolled back");
    this.outcome = outcome;
  }
}

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
