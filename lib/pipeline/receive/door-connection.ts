import type { Socket } from "node:net";
import type { BodyBuffer } from "./body-buffer.ts";

/** With so many unanswered requests a connection is not read on, until half of them are answered. */
const HELD_AT = 64;
const ANSWER_LIMIT_MS = 10_000;
/** For one who asks a lot and reads nothing. */
const FLOOD_LIMIT_MS = 1000;
/** What a connection is taken to have sent before its first byte: nobody is slow in the first milliseconds. */
const HEAD_START_BYTES = 1024;
const FULL = "HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/** One connection of the door: what it is busy with, and how fast. */
export class DoorConnection {
  readonly #socket: Socket;
  /** The body that was asked for last. */
  awaited: BodyBuffer | null = null;
  #unanswered = 0;
  #unsent = 0;
  #isUsed = false;
  #isHeld = false;
  #isLeaving = false;
  #sinceMs = performance.now();
  #bytesBefore = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    // Reading goes on by itself at the end of each message, also in the middle of a flood of them.
    socket.on("resume", () => this.#isHeld && socket.pause());
  }

  begin(): void {
    this.#unanswered += 1;
    if (this.#unanswered < HELD_AT) return;
    this.#isHeld = true;
    if (this.#unsent >= HELD_AT && this.#socket.writableLength > 0) this.#socket.destroy();
    else this.#socket.pause();
  }

  /** The answer is on its way to the system. */
  answered(): void {
    this.#unanswered -= 1;
    this.#unsent += 1;
    this.#sinceMs = performance.now();
    // Not in this turn of the event loop: others have something to say as well.
    if (this.#isHeld && this.#unanswered === HELD_AT / 2) setImmediate(() => this.#release());
  }

  /** The system took the answer. */
  sent(): void {
    this.#unsent -= 1;
    this.#sinceMs = performance.now();
    this.#bytesBefore = this.#socket.bytesRead;
    this.#isUsed = true;
  }

  /** Cuts a client that does not read its answers. */
  cutUnread(nowMs: number): void {
    const limitMs = this.#unsent < HELD_AT ? ANSWER_LIMIT_MS : FLOOD_LIMIT_MS;
    if (this.#unsent > 0 && nowMs - this.#sinceMs > limitMs) this.#socket.destroy();
  }

  /** Bytes a second that it keeps us waiting for, less for those to be shed first. Null while the waiting is ours. */
  pace(nowMs: number): number | null {
    if (this.#isLeaving || (this.#unanswered > 0 && !this.awaited?.isArriving)) return null;
    const waitedMs = nowMs - this.#sinceMs + 1;
    const sent = this.#socket.bytesRead - this.#bytesBefore;
    // A client between two requests owes nothing: all others go before it.
    if (this.#isIdle(sent)) return Number.MAX_SAFE_INTEGER - waitedMs;
    return (sent + HEAD_START_BYTES) / waitedMs;
  }

  /** Makes room. False when it is not, or no longer, the client who keeps us waiting. */
  shed(nowMs: number): boolean {
    if (this.pace(nowMs) === null) return false;
    this.#isLeaving = true;
    if (this.awaited?.isArriving) this.awaited.shed();
    else if (this.#unsent > 0 || this.#isIdle(this.#socket.bytesRead - this.#bytesBefore)) this.#socket.destroy();
    else this.#socket.end(FULL, () => this.#socket.destroy());
    return true;
  }

  #release(): void {
    this.#isHeld = false;
    this.#socket.resume();
  }

  #isIdle(sent: number): boolean {
    return this.#isUsed && this.#unsent === 0 && this.#unanswered === 0 && sent === 0;
  }
}
