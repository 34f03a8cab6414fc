import { createServer, type Server, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { answerWithin } from "./database-silent.ts";
import { PrismaClient } from "./generated/client.ts";
import { isDatabaseAway } from "./is-database-away.ts";
import { createPool } from "./pool.ts";

let database: TestDatabase;
let nobody: Server;
let silentUrl: string;
const sockets = new Set<Socket>();
/** A port on which nothing listens. */
const REFUSED = "postgresql://postgres@127.0.0.1:1/none";

beforeAll(async () => {
  database = await openTestDatabase();
  nobody = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
  const address = nobody.address();
  silentUrl = `postgresql://postgres@127.0.0.1:${typeof address === "object" ? address?.port : ""}/none`;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => nobody.close(resolve));
  await database.close();
});

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it did not fail"),
    (error: unknown) => error,
  );
}

async function prismaFailure(url: string, ask: (client: PrismaClient) => Promise<unknown>): Promise<unknown> {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, connectionTimeoutMillis: 300 }) });
  try {
    return await failureOf(ask(client));
  } finally {
    await client.$disconnect();
  }
}

async function poolFailure(url: string, sql = "SELECT 1"): Promise<unknown> {
  const pool = createPool({ url, name: "test", max: 1, connectionTimeoutMs: 300 });
  try {
    return await failureOf(pool.query(sql));
  } finally {
    await pool.end();
  }
}

describe("a database is away when", () => {
  test("nothing listens there, whoever asks", async () => {
    expect(isDatabaseAway(await poolFailure(REFUSED))).toBe(true);
    expect(isDatabaseAway(await prismaFailure(REFUSED, (client) => client.$queryRaw`SELECT 1`))).toBe(true);
    expect(isDatabaseAway(await prismaFailure(REFUSED, (client) => client.operator.count()))).toBe(true);
    expect(
      isDatabaseAway(await prismaFailure(REFUSED, (client) => client.$transaction((tx) => tx.operator.count()))),
    ).toBe(true);
  });

  test("it takes connections and says nothing", async () => {
    expect(isDatabaseAway(await poolFailure(silentUrl))).toBe(true);
    expect(isDatabaseAway(await prismaFailure(silentUrl, (client) => client.$queryRaw`SELECT 1`))).toBe(true);
    expect(isDatabaseAway(await failureOf(answerWithin(20, new Promise(() => undefined))))).toBe(true);
  });

  test("it ends connections in the middle of a question", async () => {
    const end = "SELECT pg_terminate_backend(pg_backend_pid())";
    expect(isDatabaseAway(await poolFailure(database.url, end))).toBe(true);
    expect(isDatabaseAway(await prismaFailure(database.url, (client) => client.$queryRawUnsafe(end)))).toBe(true);
  });

  test("it has no connection left, is shutting down or only a standby", () => {
    for (const code of ["53300", "57P01", "57P03", "25006"]) {
      expect(isDatabaseAway(Object.assign(new Error("no"), { code }))).toBe(true);
    }
  });
});

test("a question that is wrong is no outage", async () => {
  for (const sql of ["SELECT 1/0", "SELECT nothing", "SELECT pg_sleep(1)"]) {
    const failure = await poolFailure(database.url, `SET statement_timeout = 20; ${sql}`);
    expect(isDatabaseAway(failure), sql).toBe(false);
  }
  expect(isDatabaseAway(await prismaFailure(database.url, (client) => client.$queryRaw`SELECT 1/0`))).toBe(false);
  expect(isDatabaseAway(new Error("no"))).toBe(false);
  expect(isDatabaseAway(await failureOf(fetch("http://127.0.0.1:1/")))).toBe(false);
  expect(isDatabaseAway(null)).toBe(false);
  const pool = new pg.Pool({ connectionString: database.url });
  await pool.end();
  expect(isDatabaseAway(await failureOf(pool.query("SELECT 1")))).toBe(false);
});
