import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { createLog, type Logger } from "./log.ts";
import { readPostmaster } from "./postmaster-file.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const LIMIT = 60_000;

let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-pg-"));
  chmodSync(dataDir, 0o711);
  running = [];
});

afterEach(async () => {
  for (const database of running) {
    await database.stop();
    if (!database.directory.startsWith(dataDir)) rmSync(database.directory, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}, LIMIT);

async function start(options: { isDurable?: boolean; log?: Logger } = {}) {
  const database = await startEmbeddedPostgres({ dataDir, checkout: CHECKOUT, isDurable: false, ...options });
  running.push(database);
  return database;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function killPostmaster({ directory }: EmbeddedPostgres) {
  process.kill(readPostmaster(directory)?.pid ?? Number.NaN, "SIGKILL");
}

test(
  "a new database is PostgreSQL 18, durable, in UTC, behind a password, and keeps its port and rows",
  async () => {
    const first = await start({ isDurable: true });
    expect(await query(first.url, "select current_setting('server_version_num')::int / 10000 as major")).toEqual([
      { major: 18 },
    ]);
    expect(await query(first.url, "show fsync")).toEqual([{ fsync: "on" }]);
    expect(await query(first.url, "show timezone")).toEqual([{ TimeZone: "UTC" }]);
    expect(
      await query(first.url, "select datlocprovider, datlocale from pg_database where datname = 'signalbox'"),
    ).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
    await query(first.url, "create table kept as select 1 as id");
    const wrong = new URL(first.url);
    wrong.password = "wrong";
    await expect(query(wrong.href, "select 1")).rejects.toThrow("password authentication failed");
    expect(statSync(first.directory).mode & 0o777).toBe(0o700);
    await first.stop();
    expect(readPostmaster(first.directory)).toBeNull();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "select * from kept")).toEqual([{ id: 1 }]);
  },
  LIMIT,
);

test(
  "a server that outlived its killed starter is attached to, not doubled, and can be stopped",
  async () => {
    const first = await start();
    const pid = readPostmaster(first.directory)?.pid;
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(readPostmaster(second.directory)?.pid).toBe(pid);
    await second.stop();
    expect(readPostmaster(first.directory)).toBeNull();
  },
  LIMIT,
);

test(
  "after a kill -9 of the server every committed row is there",
  async () => {
    const first = await start();
    await query(first.url, "create table kept as select generate_series(1, 1000) as id");
    killPostmaster(first);
    const second = await start();
    expect(await query(second.url, "select count(*)::int from kept")).toEqual([{ count: 1000 }]);
  },
  LIMIT,
);

test(
  "a server that ends by itself is started again on the same port while it is kept",
  async () => {
    const database = await start({ log: createLog("start", { level: "silent" }) });
    killPostmaster(database);
    await expect
      .poll(() => query(database.url, "select 1 as up").catch(() => []), { timeout: 20_000 })
      .toEqual([{ up: 1 }]);
  },
  LIMIT,
);

test(
  "a lock file whose number now belongs to another process does not keep the server down",
  async () => {
    const first = await start();
    await first.stop();
    const lines = [process.pid, first.directory, 0, 1, "", "127.0.0.1", "", "ready"];
    writeFileSync(path.join(first.directory, "postmaster.pid"), `${lines.join("\n")}\n`);
    const second = await start();
    expect(await query(second.url, "select 1 as up")).toEqual([{ up: 1 }]);
  },
  LIMIT,
);

test(
  "when another program took its port, the server moves to a free one",
  async () => {
    const first = await start();
    await first.stop();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(first.port, "127.0.0.1", resolve));
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await query(second.url, "select 1 as up")).toEqual([{ up: 1 }]);
    await new Promise((resolve) => other.close(resolve));
  },
  LIMIT,
);

test(
  "a half-made database of a killed start is made anew",
  async () => {
    const first = await start();
    await first.stop();
    const half = `${first.directory}.new`;
    rmSync(first.directory, { recursive: true });
    writeFileSync(`${half}.password`, "old");
    const second = await start();
    expect(await query(second.url, "select 1 as up")).toEqual([{ up: 1 }]);
    expect(existsSync(half)).toBe(false);
  },
  LIMIT,
);

test(
  "the database of another major version is refused in a sentence",
  async () => {
    const first = await start();
    await first.stop();
    writeFileSync(path.join(first.directory, "PG_VERSION"), "17\n");
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 17, and this Signalbox brings PostgreSQL 18/);
  },
  LIMIT,
);

test.runIf(process.getuid?.() === 0)(
  "as root, a data directory that others cannot enter gets its database elsewhere, and that is said",
  async () => {
    chmodSync(dataDir, 0o700);
    const first = await start();
    expect(first.directory).toMatch(/^\/var\/lib\/signalbox\/[0-9a-f]{16}\//);
    expect(first.notices[0]).toContain(first.directory);
    expect(readdirSync(dataDir).sort()).toEqual(["instance-id", "postgres-port"]);
    await query(first.url, "create table kept as select 1 as id");
    const second = await start();
    expect(await query(second.url, "select * from kept")).toEqual([{ id: 1 }]);
    expect(readFileSync(path.join(dataDir, "postgres-port"), "utf8")).toBe(String(second.port));
  },
  LIMIT,
);
