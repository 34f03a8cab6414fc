import type { Env } from "#lib/platform/env.ts";
import { whenPortFree } from "#lib/platform/free-port.ts";

/** One sentence for each port that another program keeps. */
export async function checkPorts(env: Env): Promise<string[]> {
  const ports = { CONSOLE_PORT: env.consolePort, RECEIVER_PORT: env.receiverPort };
  const problems = await Promise.all(
    Object.entries(ports).map(async ([variable, port]) => {
      if (await whenPortFree(port, env.host)) return [];
      return [`Port ${port} on ${env.host} is in use by another program: stop that one, or set ${variable}.`];
    }),
  );
  return problems.flat();
}
