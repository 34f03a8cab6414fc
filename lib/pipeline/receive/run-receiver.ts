import type { Server } from "node:http";
import type { ListenOptions } from "node:net";
import { describeTakenPort } from "#lib/platform/describe-taken-port.ts";
import { readInheritedSocket } from "#lib/platform/inherited-socket.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { ServiceWithClients } from "#lib/platform/run-service.ts";
import { createDoorServer } from "./door-server.ts";
import { drainConnections } from "./drain-connections.ts";
import { openDoor } from "./open-door.ts";

/** What may wait while no receiver runs; the system's own limit (net.core.somaxconn) caps it. */
const BACKLOG = 4096;

type Place = ListenOptions & { fd?: number };

/** The standalone door: receives webhooks, tells its health, and does nothing else. */
export async function runReceiver(env: ServiceEnv, log: Logger): Promise<ServiceWithClients> {
  const place = placeToListen(env);
  const door = await openDoor("receiver", env, log);
  const server = createDoorServer(door, env, log);
  await listen(server, place, env);
  server.on("error", (error) => log.error("the listener failed to accept", { error }));
  return {
    stop: async (hurry) => {
      await drainConnections(server, hurry);
      await door.close();
    },
  };
}

/** A socket that was passed on, or else an address of its own. */
function placeToListen(env: ServiceEnv): Place {
  const inherited = readInheritedSocket(process.env, process.pid);
  switch (inherited.kind) {
    case "inherited":
      return { fd: inherited.fd };
    case "none":
      return { port: env.receiverPort, host: env.host };
    case "refused":
      throw new Error(inherited.reason);
    default:
      return inherited satisfies never;
  }
}

function listen(server: Server, place: Place, env: ServiceEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(asSentence(error, place, env));
    server.once("error", onError);
    // Of the options, a descriptor's backlog would be ignored.
    server.listen(place, BACKLOG, () => {
      server.off("error", onError);
      resolve();
    });
  });
}

function asSentence(error: NodeJS.ErrnoException, { fd }: Place, { receiverPort, host }: ServiceEnv): Error {
  if (error.code === "EADDRINUSE") {
    return new Error(describeTakenPort(receiverPort, host, "RECEIVER_PORT"), { cause: error });
  }
  if (fd === undefined) return error;
  return new Error(`Descriptor ${fd}, announced by LISTEN_FDS, is not a listening socket (${error.code}).`);
}
