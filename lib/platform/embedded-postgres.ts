import path from "node:path";
import { prepareBinaries } from "./embedded-postgres-binaries.ts";
import { prepareCluster } from "./embedded-postgres-cluster.ts";
import { keepServer } from "./embedded-postgres-keeper.ts";
import { chooseLocation } from "./embedded-postgres-location.ts";
import { runServer, type ServerSettings } from "./embedded-postgres-server.ts";
import type { Logger } from "./log.ts";

export type EmbeddedPostgres = {
  url: string;
  port: number;
  /** PGDATA. */
  directory: string;
  /** What the operator is told at start, such as a location other than the data directory. */
  notices: string[];
  stop(): Promise<void>;
};

type Options = {
  /** Absolute; it exists already. */
  dataDir: string;
  /** The root of the checkout, whose path names the place under /var/lib/signalbox. */
  checkout: string;
  database?: string;
  settings?: ServerSettings;
  isDurable?: boolean;
  /** When given, a server that ends by itself is started again, and this is told. */
  log?: Logger;
};

/**
 * Starts the PostgreSQL that comes with the dependencies, or attaches to the one that outlived a killed predecessor.
 * The caller holds the data directory's lock.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const location = chooseLocation(options.dataDir, options.checkout);
  const binaries = prepareBinaries(location);
  const cluster = prepareCluster({ ...location, binaries, isDurable: options.isDurable ?? true });
  const serverOptions = {
    ...cluster,
    binaries,
    user: location.user,
    portFile: path.join(options.dataDir, "postgres-port"),
    logFile: `${cluster.directory}.log`,
    settings: options.settings ?? {},
    database: options.database ?? "signalbox",
  };
  const server = await runServer(serverOptions);
  const { log } = options;
  const release =
    log &&
    keepServer({
      directory: cluster.directory,
      restart: async () => {
        await runServer({ ...serverOptions, port: server.port });
      },
      onEnd: () => log.error("the embedded PostgreSQL ended and is started again", { log: serverOptions.logFile }),
      onFailure: (error) => log.error("the embedded PostgreSQL did not start again", { error }),
    });
  return {
    url: server.url,
    port: server.port,
    directory: cluster.directory,
    notices: location.notices,
    stop: async () => {
      await release?.();
      await server.stop();
    },
  };
}
