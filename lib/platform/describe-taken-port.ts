/** One sentence for a port that another program keeps; `variable` is how to choose another one. */
export function describeTakenPort(port: number, host: string, variable: "CONSOLE_PORT" | "RECEIVER_PORT"): string {
  return `Port ${port} on ${host} is in use by another program: stop that one, or set ${variable}.`;
}
