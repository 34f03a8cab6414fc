import { describe, expect, test } from "vitest";
import { NO_MEMORY, type OpenAlert, stepAlerts, type WatchMemory } from "./step-alerts.ts";
import type { WatchKind } from "./watch-kind.ts";
import { type Watched, type WatchState, watched } from "./watched.ts";

const START = Date.parse("2026-11-22T10:00:00Z");
const RECOVER_AFTER_MS = 60_000;

function item(kind: WatchKind, state: WatchState): Watched {
  const texts = { title: "It is bad", recovery: "It is good", now: "so", url: "/" };
  return watched("1", { kind, subject: "Ledger", state, count: 1, since: new Date(START), ...texts });
}

function look(items: readonly Watched[], seconds: number, memory: WatchMemory = NO_MEMORY, kinds?: WatchKind[]) {
  const all = new Map<WatchKind, Watched[]>((kinds ?? items.map(({ kind }) => kind)).map((kind) => [kind, []]));
  for (const each of items) all.get(each.kind)?.push(each);
  return { watched: all, memory, recoverAfterMs: RECOVER_AFTER_MS, now: new Date(START + seconds * 1000) };
}

const openAlert = (kind: WatchKind): OpenAlert => ({ id: "a", key: `${kind}:1`, kind, subject: "Ledger" });

describe("opening", () => {
  test("a condition that is no rate opens at the first look", () => {
    expect(stepAlerts(look([item("source_quiet", "alarming")], 0), []).opened).toHaveLength(1);
  });

  test("a rate opens when it holds for two looks in a row", () => {
    const bad = item("all_rejected", "alarming");
    const first = stepAlerts(look([bad], 0), []);
    expect(first.opened).toEqual([]);
    expect(stepAlerts(look([bad], 5, first.memory), []).opened).toEqual([bad]);
    const between = stepAlerts(look([item("all_rejected", "ok")], 5, first.memory), []);
    expect(stepAlerts(look([bad], 10, between.memory), []).opened).toEqual([]);
  });

  test("what is undecided opens nothing, and what is open is not opened again", () => {
    expect(stepAlerts(look([item("source_quiet", "undecided")], 0), []).opened).toEqual([]);
    const step = stepAlerts(look([item("source_quiet", "alarming")], 0), [openAlert("source_quiet")]);
    expect(step).toMatchObject({ opened: [], ended: [], lasting: [{ alert: { id: "a" } }] });
  });
});

describe("ending", () => {
  test("what cannot flicker is over at once", () => {
    const { ended } = stepAlerts(look([item("source_quiet", "ok")], 0), [openAlert("source_quiet")]);
    expect(ended).toMatchObject([{ alert: { id: "a" }, recovery: "It is good" }]);
  });

  test("what can flicker is over when it was gone for a minute without a break", () => {
    const alerts = [openAlert("process_down")];
    const good = item("process_down", "ok");
    const first = stepAlerts(look([good], 0), alerts);
    const second = stepAlerts(look([good], 59, first.memory), alerts);
    expect([first.ended, second.ended]).toEqual([[], []]);
    expect(stepAlerts(look([good], 60, second.memory), alerts).ended).toHaveLength(1);
    const relapse = stepAlerts(look([item("process_down", "alarming")], 59, second.memory), alerts);
    expect(stepAlerts(look([good], 60, relapse.memory), alerts).ended).toEqual([]);
  });

  test("what is undecided stays open", () => {
    const step = stepAlerts(look([item("destination_failing", "undecided")], 0), [openAlert("destination_failing")]);
    expect(step).toMatchObject({ ended: [], lasting: [] });
  });

  test("what is not watched any more ends and says so; a kind that could not be read ends nothing", () => {
    const alerts = [openAlert("destination_failing")];
    expect(stepAlerts(look([], 0, NO_MEMORY, ["destination_failing"]), alerts).ended).toMatchObject([
      { recovery: "Ledger is no longer watched: it was paused or removed" },
    ]);
    expect(stepAlerts(look([], 0, NO_MEMORY, ["dead_letters"]), alerts).ended).toEqual([]);
  });
});
