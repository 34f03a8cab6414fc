import { randomInt } from "node:crypto";
import { hostname } from "node:os";
import pg from "pg";
import type { Logger } from "#lib/platform/log.ts";
import type { Channel } from "./notify-channel.ts";
import { LIVE_WORKER_NUMBERS, WORKER_LOCK_CLASS } from "./worker-lock.ts";

type WorkerSessionOptions = { url: string; log: Logger; onNotification: (channel: Channel, payload: string) => void };

const CHANNELS: readonly Channel[] = ["signalbox_events", "signalbox_deliveries", "signalbox_config"];
const RECONNECT_MS = 500;

/**
 * The worker's own connection: it listens for work and holds the lock that shows the others that this worker lives.
 * It reconnects by itself; without it the worker goes on, polling, and its leases stand in for the lock.
 */
export class WorkerSession {
  readonly #options: WorkerSessionOptions;
  readonly #number = String(randomInt(1, 2_147_483_647));
  #client: pg.Client | null = null;
  #isVouchedFor = false;
  #isStopped = false;

  constructor(options: WorkerSessionOptions) {
    this.#options = options;
  }

  /** What goes into deliveries.worker; the number after # is there only while the lock is held. */
  get name(): string {
    const base = `${hostname().replaceAll("#", "")}:${process.pid}`;
    return this.#isVouchedFor ? `${base}#${this.#number}` : base;
  }

  async start(): Promise<void> {
    if (this.#isStopped) return;
    const client = new pg.Client({ connectionString: this.#options.url, application_name: "signalbox worker session" });
    client.on("error", (error) => this.#lose(client, error));
    client.on("end", () => this.#lose(client, null));
    client.on("notification", ({ channel, payload = "" }) => {
      const known = CHANNELS.find((name) => name === channel);
      if (known) this.#options.onNotification(known, payload);
    });
    this.#client = client;
    try {
      await client.connect();
      await this.#takeLock(client);
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.#lose(client, error);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#isVouchedFor = false;
    await this.#client?.end();
  }

  // Behind a pooler in transaction mode the lock belongs to whichever server connection came first. Seen from the
  // next statement it is then not ours, and the lease alone has to do.
  async #takeLock(client: pg.Client): Promise<void> {
    await client.query("SELECT pg_try_advisory_lock($1::int, $2::int)", [WORKER_LOCK_CLASS, this.#number]);
    const held = await client.query<{ objid: string }>(`${LIVE_WORKER_NUMBERS} AND l.pid = pg_backend_pid()`);
    this.#isVouchedFor = held.rows.some(({ objid }) => objid === this.#number);
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client || this.#isStopped) return;
    this.#client = null;
    this.#isVouchedFor = false;
    this.#options.log.warn("worker session lost; connecting again", { error });
    client
      .end()
      .catch((reason: unknown) => this.#options.log.debug("closing a lost session failed", { error: reason }));
    setTimeout(() => void this.start(), RECONNECT_MS).unref();
  }
}
