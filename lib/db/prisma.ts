import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.ts";

const MAX_CONNECTIONS = 10;
/** To a server that does not answer, and for one of these to become free. */
const CONNECT_MS = 5_000;

const kept = globalThis as typeof globalThis & { signalboxPrisma?: PrismaClient };

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL;
  if (connectionString === undefined) throw new Error("DATABASE_URL is not set");
  // The adapter reads timestamps without their offset, so the session has to be in UTC.
  const adapter = new PrismaPg({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    options: "-c timezone=UTC",
  });
  return new PrismaClient({ adapter });
}

/** The console's database client, connected on first use so that importing it needs no environment. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    kept.signalboxPrisma ??= connect();
    const value: unknown = Reflect.get(kept.signalboxPrisma, property);
    return typeof value === "function" ? value.bind(kept.signalboxPrisma) : value;
  },
});
