/** One command of `npm run cli`. */
export interface Command {
  help: string;
  run(args: readonly string[]): Promise<void>;
}

/** The command was called wrongly: exit code 2, with a pointer to --help. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command could not do what it was asked: exit code 1. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}
