import { findHoldingSources } from "#lib/db/requests/held-requests.ts";
import { repeat } from "#lib/pipeline/repeat.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import type { Door } from "./incoming-request.ts";
import { type HeldOptions, reverifyHeld } from "./reverify-held.ts";

const LOOK_MS = 1000;
/** What was judged by the former keys may be written a moment after the new ones came. */
const AFTER_CHANGE_MS = 5000;
const SWEEP_MS = 30_000;
/** The console has loaded already what accepting needs; a receiver does it only where no console did. */
const AFTER_CONSOLE_MS = 3000;
/** A mismatch settles nothing while the keys are older than this. */
const FRESH_KEYS_MS = 10 * 60_000;

type Look = { source: RegisteredSource; changedAtMs: number; triedAtMs: number };

/**
 * Looks after the requests that nobody could verify when they arrived: once the keys or secrets of their source change,
 * whichever process fetched or saved them, and now and then anyhow. Runs until the returned function is called.
 */
export function startReverifying(door: Door, options: HeldOptions): () => Promise<void> {
  const waitMs = door === "console" ? 0 : AFTER_CONSOLE_MS;
  const looks = new Map<string, Look>();
  let isStopped = false;

  async function lookAfterHeld(): Promise<void> {
    const holding = await findHoldingSources(options.pool);
    for (const id of looks.keys()) if (!holding.includes(id)) looks.delete(id);
    for (const source of options.context.registry.all()) {
      // What a disabled source holds waits for it to be enabled, or for an operator.
      if (!holding.includes(source.row.id) || source.row.status === "disabled" || isStopped) continue;
      askForKeys(options, source);
      if (isDue(looks, source, performance.now(), waitMs)) await reverifyHeld(options, source);
    }
  }

  const stop = repeat(lookAfterHeld, LOOK_MS, options.log);
  return () => {
    isStopped = true;
    return stop();
  };
}

/** Without keys, or with keys that cannot be refreshed, only a fetch helps; its own cool-down keeps it from being asked often. */
function askForKeys({ context, log }: HeldOptions, { row, keysFetchedAt }: RegisteredSource): void {
  const { id, slug, jwksUrl } = row;
  const isFresh = keysFetchedAt !== null && context.registry.now().getTime() - keysFetchedAt.getTime() < FRESH_KEYS_MS;
  if (jwksUrl === null || isFresh) return;
  context.verify.keySets
    .refreshOnDemand({ id, slug, jwksUrl })
    .catch((error: unknown) => log.warn("keys not asked for", { source: slug, error }));
}

/** The registry gives a source a new object exactly when something about it changed. */
function isDue(looks: Map<string, Look>, source: RegisteredSource, nowMs: number, waitMs: number): boolean {
  const last = looks.get(source.row.id);
  const isChanged = last?.source !== source;
  const changedAtMs = isChanged ? nowMs : last.changedAtMs;
  const sinceMs = nowMs - changedAtMs - waitMs;
  const lastTriedAtMs = last?.triedAtMs ?? nowMs;
  const isIt = (sinceMs >= 0 && sinceMs < AFTER_CHANGE_MS) || nowMs - lastTriedAtMs >= SWEEP_MS + waitMs;
  looks.set(source.row.id, { source, changedAtMs, triedAtMs: isIt ? nowMs : lastTriedAtMs });
  return isIt;
}
