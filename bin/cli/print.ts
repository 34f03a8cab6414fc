/** A line for the person at the terminal, or the command's one result. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** What is not the result: progress and warnings, kept apart so that stdout can be piped on. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
