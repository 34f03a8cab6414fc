import { type BoundSocket, bindSocket } from "#lib/platform/bound-socket.ts";
import { describeTakenPort } from "#lib/platform/describe-taken-port.ts";
import type { Env } from "#lib/platform/env.ts";

/** The receiver's socket outlives every receiver: connections wait in it while one is replaced. */
export async function bindReceiver({ host, receiverPort }: Env): Promise<BoundSocket> {
  const outcome = await bindSocket(host, receiverPort);
  if (outcome.kind === "bound") return outcome.socket;
  throw new Error(describeTakenPort(receiverPort, host, "RECEIVER_PORT"));
}
