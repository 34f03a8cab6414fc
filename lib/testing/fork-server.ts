import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#lib/platform/free-port.ts";

/** A server in a process of its own on a free PORT; it has sent its first message, which says that it listens. */
export async function forkServer(
  module: URL,
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; port: number }> {
  const port = await findFreePort();
  const child = fork(fileURLToPath(module), { env: { ...process.env, PORT: String(port), ...env } });
  await once(child, "message");
  return { child, port };
}
