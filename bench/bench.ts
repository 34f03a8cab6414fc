/** What a benchmark is asked for; each reads what concerns it. */
export interface BenchOptions {
  seconds: number;
  connections: number;
  events: number;
  businesses: number;
  seed: string;
  /** Requests a second; absent means as fast as they are answered. */
  rate?: number;
  /** Whether the console is built, if need be, and asked for a page. */
  hasPage: boolean;
  /** Names of steps; absent means all of them. */
  only?: readonly string[];
  /** Deliveries that wait for a dead destination, and those a claim has to choose from. */
  backlog: number;
  pending: number;
  /** The folder that results are written to. */
  out: string;
  /** The one that is asked for; absent means all of them. */
  control?: string;
}

export interface BenchOutcome {
  /** False when something that must hold does not. */
  isOk: boolean;
  /** What is written beside the run's circumstances. */
  result: object;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function sayTable(header: readonly string[], lines: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of [header, ...lines]) {
    say(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}
