import { DatabaseSilent } from "./database-silent.ts";

/** Node's codes of a server that cannot be reached or went away. */
const SOCKET = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
/** Prisma: not reachable, timed out, closed, no connection free in time, too many connections. */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);
/** What a Prisma adapter says of its driver's error. */
const ADAPTER = new Set(["ConnectionClosed", "DatabaseNotReachable", "SocketTimeout", "TooManyConnections"]);
/** PostgreSQL: connection exceptions, insufficient resources, shutting down or starting up, a standby. */
const SQLSTATE = /^(08...|53...|57P0[123]|25006)$/;
/** pg's own errors carry no code. */
const MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;
const DEEPEST = 6;

/** Whether the database as a whole could not be used, so that the same question may well be answered later. */
export function isDatabaseAway(error: unknown): boolean {
  return isAway(error, DEEPEST);
}

function isAway(error: unknown, depth: number): boolean {
  // A TypeError is what `fetch` throws, and `fetch` asks others.
  if (typeof error !== "object" || error === null || depth === 0 || error instanceof TypeError) return false;
  if (error instanceof DatabaseSilent) return true;
  const code = textOf(error, "code");
  if (SOCKET.has(code) || PRISMA.has(code) || SQLSTATE.test(code)) return true;
  // Prisma keeps the code of PostgreSQL here.
  if (ADAPTER.has(textOf(error, "kind")) || SQLSTATE.test(textOf(error, "originalCode"))) return true;
  if (MESSAGE.test(textOf(error, "message"))) return true;
  if (error instanceof AggregateError) return error.errors.some((inner) => isAway(inner, depth - 1));
  return ["cause", "meta", "driverAdapterError"].some((name) => isAway(Reflect.get(error, name), depth - 1));
}

function textOf(error: object, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}
