/** Thrown within a transaction to undo it; `outcome` becomes its result. */
export class RolledBack<T> extends Error {
  readonly outcome: T;

  constructor(outcome: T) {
    super("rolled back");
    this.outcome = outcome;
  }
}
