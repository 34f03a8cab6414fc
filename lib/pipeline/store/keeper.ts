import type { StoreRow } from "#lib/db/store-batch.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { Logger } from "#lib/platform/log.ts";
import { Circuit } from "./circuit.ts";
import { Drainer } from "./drainer.ts";
import type { Spool } from "./spool/spool.ts";
import type { QueuedOutcome, Store } from "./store.ts";

export type KeepOutcome =
  | Exclude<QueuedOutcome, { kind: "unavailable" | "impossible" | "overloaded" }>
  /** On this machine's disk, and in the database once it is back. */
  | { kind: "spooled"; eventId: string }
  /** Nothing was kept: the caller must not acknowledge. */
  | { kind: "refused"; reason: string };

export interface Keeper {
  /** Resolves when the row survives whatever happens to this process: in the database, or else in the spool. */
  keep(row: StoreRow): Promise<KeepOutcome>;
  /** Something else found the database away: it is probed before the next webhook meets that. */
  suspect(): void;
  isDatabaseAway(): boolean;
  status(): SpoolStatus;
  close(): Promise<void>;
}

interface KeeperOptions {
  store: Store;
  spool: Spool;
  /** Throws when the database does not answer soon. */
  ping: () => Promise<void>;
  log: Logger;
  pace?: { probeMs: number; drainMs: number };
}

/** At each drain what processes that ended left behind is looked for, too. */
const PACE = { probeMs: 1000, drainMs: 10_000 };
const SOON_MS = 100;

/** Keeps webhooks whatever the database does: while it is away they go to the spool, and from there into it later. */
export function createKeeper({ store, spool, ping, log, pace = PACE }: KeeperOptions): Keeper {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const drainer = new Drainer({
    store,
    spool,
    log,
    onStored: () => circuit.settle(),
    onUnavailable: (error) => circuit.open(error),
  });
  const circuit: Circuit = new Circuit({
    log,
    probeMs: pace.probeMs,
    probe: async () => {
      await ping();
      if ((await drainer.run()) === "unavailable")
        throw new Error("the database does not take what waits in the spool");
    },
  });

  function drainIn(ms: number) {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => {
      const draining = circuit.isOpen ? Promise.resolve() : drainer.run();
      draining
        .catch((error: unknown) => log.error("the spool cannot be read", { error }))
        .finally(() => drainIn(pace.drainMs));
    }, ms);
  }

  async function spoolRow(row: StoreRow): Promise<KeepOutcome> {
    const outcome = await spool.append(row);
    if (outcome.kind === "refused") return outcome;
    if (!circuit.isOpen && !drainer.isRunning) drainIn(SOON_MS);
    return { kind: "spooled", eventId: row.eventId };
  }

  drainIn(0);
  return {
    async keep(row) {
      if (circuit.isOpen) return spoolRow(row);
      const outcome = await store.store(row);
      switch (outcome.kind) {
        case "stored":
          drainer.noteOtherStored();
          return outcome;
        case "duplicate":
        case "id_conflict":
          return outcome;
        case "unavailable":
          circuit.open(outcome.error);
          return spoolRow(row);
        case "impossible":
        case "overloaded":
          return spoolRow(row);
        default:
          return outcome satisfies never;
      }
    },
    suspect: () => {
      if (!circuit.isOpen) ping().catch((error: unknown) => circuit.open(error));
    },
    isDatabaseAway: () => circuit.isOpen,
    status: () => statusOf(spool.status(), circuit.isOpen),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      circuit.stop();
      await spool.close();
    },
  };
}

function statusOf(status: SpoolStatus, isDatabaseAway: boolean): SpoolStatus {
  if (status.state === "refusing") return status;
  if (isDatabaseAway) return { ...status, state: "keeping" };
  return { ...status, state: status.waiting > 0 ? "draining" : "empty" };
}
