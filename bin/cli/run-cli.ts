import { AppError } from "#lib/domain/app-error.ts";
import { CommandFailure, UsageError } from "./command.ts";
import { COMMANDS, type CommandEntry } from "./commands.ts";
import { note, print } from "./print.ts";

const PROGRAM = "npm run cli --";
const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

/** Runs the named command and ends the process with 0, 1 (it failed) or 2 (it was called wrongly). */
export async function runCli(args: readonly string[]): Promise<void> {
  process.exitCode = await execute(args);
}

async function execute(args: readonly string[]): Promise<number> {
  const entry = findCommand(args);
  if (entry === null) return explainAll(args);
  const rest = args.slice(entry.name.split(" ").length);
  const command = await entry.load();
  if (rest.includes("--help") || rest.includes("-h")) {
    print(command.help.trimEnd());
    return 0;
  }
  try {
    await command.run(rest);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, entry);
  }
}

function findCommand(args: readonly string[]): CommandEntry | null {
  const isMeant = ({ name }: CommandEntry) => name.split(" ").every((word, index) => args[index] === word);
  return COMMANDS.find(isMeant) ?? null;
}

function explainAll(args: readonly string[]): number {
  const isAsked = args[0] === undefined || args[0] === "--help" || args[0] === "-h" || args[0] === "help";
  if (!isAsked) note(`There is no command "${args[0]}".\n`);
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const text = [`Usage: ${PROGRAM} <command> [options]`, "", ...lines, "", `${PROGRAM} <command> --help says more.`];
  if (isAsked) print(text.join("\n"));
  else note(text.join("\n"));
  return args[0] === undefined || !isAsked ? EXIT_USAGE : 0;
}

function report(error: unknown, { name }: CommandEntry): number {
  if (error instanceof UsageError) {
    note(`${error.message}\nSee ${PROGRAM} ${name} --help.`);
    return EXIT_USAGE;
  }
  if (error instanceof CommandFailure || error instanceof AppError) {
    note(error.message);
    return EXIT_FAILURE;
  }
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT_FAILURE;
}
