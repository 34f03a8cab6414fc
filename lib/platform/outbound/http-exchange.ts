import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import type { Agent, Dispatcher } from "undici";
import type { AttemptError } from "#lib/domain/attempt-error.ts";
import { classifyNetworkError } from "./classify-network-error.ts";
import { type ConnectPhase, connectPhase } from "./connect-steps.ts";

export type ExchangeRequest = {
  url: URL;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: Buffer | null;
  /** One deadline for name, connection, request and the whole response. */
  timeoutMs: number;
  maxBodyBytes: number;
};

/** `body` holds at most the first maxBodyBytes, exactly as sent: nothing is inflated. */
export type ExchangeResponse = { status: number; headers: IncomingHttpHeaders; body: Buffer; isTruncated: boolean };

/** `address` is where the request went, as `ip:port`; null when it was not sent. */
export type ExchangeOutcome = { durationMs: number; address: string | null } & (
  | { kind: "response"; response: ExchangeResponse }
  /** `partial` is what had arrived of the response by then. */
  | { kind: "failed"; error: AttemptError; partial: ExchangeResponse | null }
);

const MAX_INTERIM_RESPONSES = 32;

/** One HTTP request without redirects, retries or decompression. Network conditions are outcomes and never throw. */
export function exchange(agent: Agent, request: ExchangeRequest): Promise<ExchangeOutcome> {
  return new Promise((resolve) => new Exchange(agent, request, resolve).start());
}

// undici says which socket a request is written to only here, synchronously after onRequestStart.
let starting: Exchange | null = null;
subscribe("undici:client:sendHeaders", (message) => {
  const socket = typeof message === "object" && message !== null && "socket" in message ? message.socket : null;
  if (socket instanceof Socket) starting?.noteSocket(socket);
  starting = null;
});

class Exchange implements Dispatcher.DispatchHandler {
  readonly #agent: Agent;
  readonly #request: ExchangeRequest;
  readonly #resolve: (outcome: ExchangeOutcome) => void;
  readonly #startedAt = performance.now();
  readonly #chunks: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #head: Pick<ExchangeResponse, "status" | "headers"> | null = null;
  #received = 0;
  #interim = 0;
  #isSettled = false;
  #address: string | null = null;

  constructor(agent: Agent, request: ExchangeRequest, resolve: (outcome: ExchangeOutcome) => void) {
    this.#agent = agent;
    this.#request = request;
    this.#resolve = resolve;
  }

  start(): void {
    const { url, method, headers, body, timeoutMs } = this.#request;
    this.#timer = setTimeout(() => this.#timeOut(), timeoutMs);
    try {
      this.#agent.dispatch({ origin: url.origin, path: url.pathname + url.search, method, headers, body }, this);
    } catch (error) {
      this.#fail(classifyNetworkError(error));
    }
  }

  // A request that timed out while it waited for a connection must not be sent once that connection comes about.
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    starting = this;
    if (this.#isSettled) controller.abort(new Error("settled before it was sent"));
  }

  noteSocket({ remoteAddress = "", remotePort, remoteFamily }: Socket): void {
    this.#address = remoteFamily === "IPv6" ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status >= 200) {
      this.#head = { status, headers };
      return;
    }
    this.#interim += 1;
    if (this.#interim > MAX_INTERIM_RESPONSES) {
      this.#fail({ kind: "malformed_response", detail: `more than ${MAX_INTERIM_RESPONSES} interim responses` });
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = this.#request.maxBodyBytes - this.#received;
    this.#received += chunk.length;
    if (room > 0) this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
    if (this.#received > this.#request.maxBodyBytes) this.#succeed();
  }

  onResponseEnd(): void {
    this.#succeed();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(classifyNetworkError(error));
  }

  #timeOut(): void {
    const phase = this.#head ? "body" : this.#controller ? "response" : this.#connectPhase();
    this.#fail({ kind: "timeout", phase, limitMs: this.#request.timeoutMs });
  }

  #connectPhase(): ConnectPhase {
    return connectPhase(this.#agent, this.#request.url.origin);
  }

  #succeed(): void {
    const response = this.#response();
    if (response) this.#settle({ kind: "response", response, ...this.#facts() });
  }

  #fail(error: AttemptError): void {
    this.#settle({ kind: "failed", error, partial: this.#response(), ...this.#facts() });
  }

  #settle(outcome: ExchangeOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#resolve(outcome);
    const isUnfinished = outcome.kind === "failed" || outcome.response.isTruncated;
    if (isUnfinished) this.#controller?.abort(new Error("settled"));
  }

  #response(): ExchangeResponse | null {
    if (!this.#head) return null;
    const isTruncated = this.#received > this.#request.maxBodyBytes;
    return { ...this.#head, body: Buffer.concat(this.#chunks), isTruncated };
  }

  #facts() {
    return { durationMs: performance.now() - this.#startedAt, address: this.#address };
  }
}
