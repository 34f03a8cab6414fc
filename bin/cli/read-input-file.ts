import { readFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "./command.ts";

/** A file named on the command line, relative to where npm was called; `-` is stdin. */
export function readInputFile(name: string): Buffer {
  const file = name === "-" ? 0 : path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
  try {
    return readFileSync(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The file ${name} cannot be read: ${why}`, { cause });
  }
}
