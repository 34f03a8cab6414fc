import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { createDoorPool, endDoorPools } from "#lib/pipeline/store/door-pool.ts";
import { createKeeper, type Keeper } from "#lib/pipeline/store/keeper.ts";
import { openSpool } from "#lib/pipeline/store/spool/spool.ts";
import { createStore } from "#lib/pipeline/store/store.ts";
import { createLog } from "#lib/platform/log.ts";
import { eventually } from "./eventually.ts";
import { openStoppableDatabase, type StoppableDatabase } from "./stoppable-database.ts";
import { storeRow } from "./store-row.ts";
import { insertSource } from "./test-sources.ts";

const CONNECTIONS = 20;
const SPOOL_BYTES = 64 * 1024 * 1024;

type Given = { url?: string; pace?: { probeMs: number; drainMs: number }; spoolBytes?: number };
type OpenKeeper = { keeper: Keeper; close(): Promise<void> };

/** What keeps webhooks in a door, on a database that a test may stop and a spool of its own. */
export class KeeperTest {
  #database: StoppableDatabase | undefined;
  #open: OpenKeeper | undefined;
  #sourceId = "";

  constructor() {
    beforeAll(async () => {
      this.#database = await openStoppableDatabase({ max_connections: String(CONNECTIONS) });
      this.#sourceId = await insertSource(this.#database.pool, "abound", "abound");
    }, 120_000);
    afterAll(() => this.#database?.close());
    beforeEach(() => this.open());
    afterEach(() => this.#close());
  }

  get database(): StoppableDatabase {
    if (this.#database === undefined) throw new Error("the database is not open yet");
    return this.#database;
  }

  get keeper(): Keeper {
    if (this.#open === undefined) throw new Error("the keeper is not open yet");
    return this.#open.keeper;
  }

  /** Instead of the one that is open. */
  async open(given: Given = {}): Promise<void> {
    await this.#close();
    this.#open = await openKeeper({ url: this.database.url, ...given });
  }

  async #close(): Promise<void> {
    await this.#open?.close();
    this.#open = undefined;
  }

  row(changes: Partial<StoreRow> = {}): StoreRow {
    return storeRow({ sourceId: this.#sourceId, ...changes });
  }

  async keepAll(rows: readonly StoreRow[]): Promise<string[]> {
    return (await Promise.all(rows.map((each) => this.keeper.keep(each)))).map(({ kind }) => kind);
  }

  whenEmpty(): Promise<void> {
    const empty = { state: "empty", waiting: 0, since: null };
    return eventually(() => expect(this.keeper.status()).toMatchObject(empty), 15_000);
  }

  /** What the tables say of these rows: each an event of its own that tells of its request, with its body and no duplicate. */
  async expectStoredOnce(rows: readonly StoreRow[]): Promise<void> {
    const { rows: found } = await this.database.pool.query<{ id: string }>(
      `SELECT e.id FROM events e JOIN bodies b ON b.event_id = e.id AND length(b.raw) = e.body_size
       WHERE e.id = ANY ($1::uuid[]) AND e.duplicates = 0
         AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.event_id = e.id) ORDER BY e.id`,
      [rows.map(({ eventId }) => eventId)],
    );
    expect(found.map(({ id }) => id)).toEqual(rows.map(({ eventId }) => eventId).sort());
  }
}

async function openKeeper({ url, pace, spoolBytes = SPOOL_BYTES }: Given & { url: string }): Promise<OpenKeeper> {
  const log = createLog("receiver", { level: "silent" });
  const root = mkdtempSync(path.join(os.tmpdir(), "signalbox-keeper-"));
  const pool = createDoorPool({ url, name: "test store", plans: "kept" });
  const store = createStore({ pool, lane: 1 });
  const spool = await openSpool({ root, name: "receiver", maxBytes: spoolBytes, log, minFreeShare: 0 });
  const ping = async () => void (await pool.query("SELECT 1"));
  const keeper = createKeeper({ store, spool, ping, log, ...(pace && { pace }) });
  const close = async () => {
    await store.drain();
    await keeper.close();
    await endDoorPools([pool]);
    rmSync(root, { recursive: true, force: true });
  };
  return { keeper, close };
}
