import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type * as z from "zod";
import { UsageError } from "./command.ts";

interface Config<T extends ParseArgsOptionsConfig> {
  args: readonly string[];
  options: T;
  /** The positional arguments by name; one ending in `?` may be left out. */
  positionals?: readonly string[];
}

/** Parses a command's arguments; what it does not know is a UsageError. */
export function parseOptions<T extends ParseArgsOptionsConfig>({ args, options, positionals = [] }: Config<T>) {
  const parsed = parse(args, options);
  const required = positionals.filter((name) => !name.endsWith("?"));
  const missing = required[parsed.positionals.length];
  if (missing !== undefined) throw new UsageError(`Say which ${missing}.`);
  const surplus = parsed.positionals[positionals.length];
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one argument too many.`);
  return parsed;
}

function parse<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/\. To specify a positional.*$/s, "."));
    throw error;
  }
}

/** The number given for an option. */
export function readNumber(
  value: string,
  option: string,
  range: { from: number; to: number; isWhole?: boolean },
): number {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  const isFine = number >= range.from && number <= range.to && (!range.isWhole || Number.isInteger(number));
  if (isFine) return number;
  const kind = range.isWhole ? "a whole number" : "a number";
  throw new UsageError(`--${option} must be ${kind} from ${range.from} to ${range.to}.`);
}

/** The value given for an option that has a fixed set of values. */
export function readChoice<T extends string>(value: string, option: string, choices: readonly T[]): T {
  const choice = choices.find((name) => name === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${option} must be one of ${choices.join(", ")}.`);
}

/** What was given, checked by the schema that the API uses too. */
export function checkInput<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
}
