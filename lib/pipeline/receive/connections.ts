import type { Socket } from "node:net";
import type { Logger } from "#lib/platform/log.ts";
import { DoorConnection } from "./door-connection.ts";

const MAX_OPEN = 2000;
const CHECK_MS = 1000;
const TELL_MS = 10_000;
/** A ranking serves for this long: new connections may come faster than all of them can be compared. */
const RANKED_MS = 100;
const RANKED = 256;

/** The door's open connections. When there are too many, the slowest goes, not the newest. */
export class Connections {
  readonly #log: Logger;
  readonly #open = new Map<Socket, DoorConnection>();
  readonly #timer: NodeJS.Timeout;
  #slowest: DoorConnection[] = [];
  #rankedAtMs = 0;
  #shedCount = 0;
  #toldAtMs = 0;

  constructor(log: Logger) {
    this.#log = log;
    this.#timer = setInterval(() => this.#check(), CHECK_MS).unref();
  }

  add(socket: Socket): void {
    const connection = new DoorConnection(socket);
    this.#open.set(socket, connection);
    socket.once("close", () => this.#open.delete(socket));
    if (this.#open.size > MAX_OPEN) this.#shedSlowest();
  }

  of(socket: Socket): DoorConnection {
    const connection = this.#open.get(socket);
    // A request may be emitted in the same breath in which its connection ended.
    return connection ?? new DoorConnection(socket);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #shedSlowest(): void {
    const nowMs = performance.now();
    if (this.#slowest.length === 0 || nowMs - this.#rankedAtMs > RANKED_MS) this.#rank(nowMs);
    for (let next = this.#slowest.shift(); next !== undefined; next = this.#slowest.shift()) {
      if (!next.shed(nowMs)) continue;
      this.#shedCount += 1;
      return;
    }
  }

  #rank(nowMs: number): void {
    this.#rankedAtMs = nowMs;
    this.#slowest = [...this.#open.values()]
      .map((connection) => ({ connection, pace: connection.pace(nowMs) ?? Number.POSITIVE_INFINITY }))
      .sort((a, b) => a.pace - b.pace)
      .slice(0, RANKED)
      .map(({ connection }) => connection);
  }

  #check(): void {
    const nowMs = performance.now();
    for (const connection of this.#open.values()) connection.cutUnread(nowMs);
    if (this.#shedCount === 0 || nowMs - this.#toldAtMs < TELL_MS) return;
    this.#log.warn("too many connections; the slowest were cut", { cut: this.#shedCount, open: this.#open.size });
    this.#shedCount = 0;
    this.#toldAtMs = nowMs;
  }
}
