import { describeTakenPort } from "#lib/platform/describe-taken-port.ts";
import type { Env } from "#lib/platform/env.ts";
import { whenPortFree } from "#lib/platform/free-port.ts";

/** One sentence for each port that another program keeps. */
export async function checkPorts(env: Env): Promise<string[]> {
  const ports = [
    ["CONSOLE_PORT", env.consolePort],
    ["RECEIVER_PORT", env.receiverPort],
  ] as const;
  const problems = await Promise.all(
    ports.map(async ([variable, port]) =>
      (await whenPortFree(port, env.host)) ? [] : [describeTakenPort(port, env.host, variable)],
    ),
  );
  return problems.flat();
}
