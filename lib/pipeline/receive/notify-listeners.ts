import { createDoorPool, endDoorPools } from "#lib/pipeline/store/door-pool.ts";
import type { Logger } from "#lib/platform/log.ts";

interface Notifier {
  /** Returns at once; those who listen are woken soon. */
  notify(): void;
  close(): Promise<void>;
}

const APART_MS = 2;

/**
 * Wakes the worker and the console, one NOTIFY at a time and at most one per 2 ms: one in every commit would cost 40 % of
 * them. A NOTIFY commits a transaction, whose flush to disk nobody needs to wait for.
 */
export function createNotifier(url: string, name: string, log: Logger): Notifier {
  const onIdleError = (error: Error) => log.warn("database connection lost", { error });
  const pool = createDoorPool({ url, name: `${name} notify`, onIdleError, commits: "unflushed" });
  let state: "idle" | "scheduled" | "sending" | "again" = "idle";
  let notifiedAtMs = 0;
  const schedule = () => {
    state = "scheduled";
    setTimeout(() => void send(), Math.max(0, notifiedAtMs + APART_MS - performance.now()));
  };
  const send = async () => {
    state = "sending";
    notifiedAtMs = performance.now();
    await pool
      .query("SELECT pg_notify('signalbox_events', ''), pg_notify('signalbox_deliveries', '')")
      .catch((error: unknown) => log.warn("listeners not woken; they poll", { error }));
    if (wasAskedAgain()) schedule();
    else state = "idle";
  };
  const wasAskedAgain = () => state === "again";
  return {
    notify: () => {
      if (state === "idle") schedule();
      else if (state === "sending") state = "again";
    },
    close: () => endDoorPools([pool]),
  };
}
