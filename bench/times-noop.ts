/** A latency beside that of the server that only answers, as the tables show it. */
export function timesNoop(ms: number, noopMs: number): string {
  return `${(ms / noopMs).toFixed(1)} times its ${noopMs.toFixed(2)} ms`;
}
