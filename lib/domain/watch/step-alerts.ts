import { rulesOf, type WatchKind } from "./watch-kind.ts";
import type { Watched } from "./watched.ts";

export interface OpenAlert {
  readonly id: string;
  readonly key: string;
  readonly kind: WatchKind;
  readonly subject: string;
}

/** What one look remembers for the next: conditions that began to hold, and alerts whose condition is gone. */
export interface WatchMemory {
  readonly holding: ReadonlySet<string>;
  readonly goneSince: ReadonlyMap<string, number>;
}

export const NO_MEMORY: WatchMemory = { holding: new Set(), goneSince: new Map() };

export interface Look {
  readonly watched: ReadonlyMap<WatchKind, readonly Watched[]>;
  readonly memory: WatchMemory;
  readonly recoverAfterMs: number;
  readonly now: Date;
}

export interface AlertStep<Alert extends OpenAlert> {
  readonly opened: readonly Watched[];
  readonly lasting: readonly { alert: Alert; watched: Watched }[];
  /** `recovery` is a sentence without its end. */
  readonly ended: readonly { alert: Alert; recovery: string }[];
  readonly memory: WatchMemory;
}

/** What a look changes. A kind that could not be read leaves its alerts as they are. */
export function stepAlerts<Alert extends OpenAlert>(look: Look, open: readonly Alert[]): AlertStep<Alert> {
  const all = [...look.watched.values()].flat();
  const openKeys = new Set(open.map(({ key }) => key));
  const alarming = all.filter(({ key, state }) => state === "alarming" && !openKeys.has(key));
  const holding = new Set(alarming.map(({ key }) => key));
  const opened = alarming.filter(({ key, kind }) => !rulesOf(kind).isRate || look.memory.holding.has(key));
  const byKey = new Map(all.map((item) => [item.key, item]));
  const goneSince = new Map<string, number>();
  const lasting: { alert: Alert; watched: Watched }[] = [];
  const ended: { alert: Alert; recovery: string }[] = [];
  for (const alert of open.filter(({ kind }) => look.watched.has(kind))) {
    const item = byKey.get(alert.key);
    const fate = fateOf(alert, item, look);
    if (fate.kind === "ended") ended.push({ alert, recovery: fate.recovery });
    if (fate.kind === "gone") goneSince.set(alert.key, fate.since);
    if (item?.state === "alarming") lasting.push({ alert, watched: item });
  }
  return { opened, lasting, ended, memory: { holding, goneSince } };
}

type Fate = { kind: "stays" } | { kind: "gone"; since: number } | { kind: "ended"; recovery: string };

function fateOf(alert: OpenAlert, item: Watched | undefined, { memory, recoverAfterMs, now }: Look): Fate {
  const rules = rulesOf(alert.kind);
  if (item === undefined) return { kind: "ended", recovery: rules.unwatched(alert.subject) };
  if (item.state !== "ok") return { kind: "stays" };
  const since = memory.goneSince.get(alert.key) ?? now.getTime();
  const isOver = !rules.canFlicker || now.getTime() - since >= recoverAfterMs;
  return isOver ? { kind: "ended", recovery: item.recovery } : { kind: "gone", since };
}
