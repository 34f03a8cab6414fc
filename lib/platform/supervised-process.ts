import { setTimeout as sleep } from "node:timers/promises";
import { LaunchedProcess, type ProcessEnd, type ProcessPlan } from "./launched-process.ts";
import type { Logger } from "./log.ts";

export type RestartOutcome = { kind: "restarted" } | { kind: "given_up" } | { kind: "stopping" };

const RESTART_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** A process that lived this long is forgiven its earlier ends. */
const STEADY_MS = 60_000;
const LOOP_AFTER = 5;
const READY_LIMIT_MS = 60_000;

/** Keeps one process running: starts it again when it ends, later each time, and replaces it when told to. */
export class SupervisedProcess {
  /** Resolves once it was ready for the first time; rejects when it keeps ending before that. */
  readonly ready: Promise<void>;
  readonly #plan: ProcessPlan;
  readonly #log: Logger;
  readonly #firstReady = Promise.withResolvers<void>();
  readonly #all = new Set<LaunchedProcess>();
  #current: LaunchedProcess | null = null;
  #successor: LaunchedProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;
  #quickEnds = 0;

  constructor(plan: ProcessPlan, log: Logger) {
    this.#plan = plan;
    this.#log = log;
    this.ready = this.#firstReady.promise;
    this.ready.catch(() => undefined);
    this.#start();
  }

  /** With a successor beside it when it may overlap; when that one is not ready in time, everything stays as it was. */
  async restart(): Promise<RestartOutcome> {
    if (this.#isStopping) return { kind: "stopping" };
    const isReplaced = await (this.#plan.mayOverlap ? this.#startBeside() : this.#startAfter());
    return { kind: this.#isStopping ? "stopping" : isReplaced ? "restarted" : "given_up" };
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#all].map((process) => process.end("SIGINT")));
  }

  async #startAfter(): Promise<boolean> {
    const old = this.#current;
    this.#current = null;
    await old?.end("SIGTERM");
    this.#start();
    return this.#isReadyInTime(this.#current);
  }

  async #startBeside(): Promise<boolean> {
    clearTimeout(this.#timer);
    const successor = this.#launch();
    this.#successor = successor;
    const isReady = await this.#isReadyInTime(successor);
    this.#successor = null;
    if (!isReady) {
      await successor.end("SIGKILL");
      if (this.#current === null) this.#start();
      return false;
    }
    const old = this.#current;
    this.#current = successor;
    void old?.end("SIGTERM");
    return true;
  }

  async #isReadyInTime(process: LaunchedProcess | null): Promise<boolean> {
    const inTime = sleep(READY_LIMIT_MS, false, { ref: false });
    return process !== null && Promise.race([process.readiness, inTime]);
  }

  #start(): void {
    clearTimeout(this.#timer);
    if (this.#isStopping) return;
    this.#current = this.#launch();
  }

  #launch(): LaunchedProcess {
    const launched = new LaunchedProcess(this.#plan, this.#log, () => this.#onLeaving(launched));
    this.#all.add(launched);
    void launched.readiness.then((isReady) => isReady && this.#firstReady.resolve());
    void launched.ended.then((end) => this.#onEnd(launched, end));
    return launched;
  }

  /** Somebody else told it to end: it finishes in its own time, and its successor does not wait for that. */
  #onLeaving(process: LaunchedProcess): void {
    if (process !== this.#current || !this.#plan.mayOverlap || this.#isStopping) return;
    this.#log.info("a process leaves and its successor is started", { name: this.#plan.name, pid: process.pid });
    this.#current = null;
    if (this.#successor === null) this.#start();
  }

  #onEnd(process: LaunchedProcess, end: ProcessEnd): void {
    this.#all.delete(process);
    if (process !== this.#current || this.#isStopping) return;
    this.#current = null;
    // When a successor is on its way, its own end decides what is next.
    if (this.#successor === null) this.#startLater(process, end);
  }

  #startLater(process: LaunchedProcess, end: ProcessEnd): void {
    const isSteady = performance.now() - process.startedAtMs >= STEADY_MS;
    this.#quickEnds = isSteady ? 1 : this.#quickEnds + 1;
    const delayMs = process.wasReady && this.#quickEnds === 1 ? 0 : delayAfter(this.#quickEnds);
    this.#timer = setTimeout(() => this.#start(), delayMs);
    const facts = { name: this.#plan.name, ...end, restartInMs: delayMs };
    if (this.#quickEnds < LOOP_AFTER) {
      this.#log.warn("a process ended and is started again", facts);
      return;
    }
    this.#log.error("a process keeps ending: its own lines above say why", { ...facts, times: this.#quickEnds });
    this.#firstReady.reject(
      new Error(`The ${this.#plan.name} ended ${this.#quickEnds} times in a row; its own lines above say why.`),
    );
  }
}

function delayAfter(quickEnds: number): number {
  return RESTART_DELAYS_MS[Math.min(quickEnds, RESTART_DELAYS_MS.length) - 1] ?? STEADY_MS;
}
