import type { Random } from "#lib/simulator/random.ts";
import type { AccountBook, Change } from "./account-book.ts";
import type { Calendar } from "./calendar.ts";
import { MINUTE, type Moment } from "./moment.ts";
import type { Scribe } from "./scribe.ts";
import type { Stamp } from "./story-event.ts";

/** How the life of an account ends, and how often. */
export const ACCOUNT_ENDINGS = {
  healthy: 34,
  only_syncs: 6,
  expired: 10,
  disconnected: 6,
  reconnected: 8,
  syncs_again: 8,
  leftover_sync: 3,
  expired_twice: 4,
  tie: 4,
  tie_then_sync: 2,
  tie_resolved: 3,
  microsecond_apart: 3,
  sync_at_problem: 2,
  clock_ahead: 3,
  no_time: 3,
} as const;
export type AccountEnding = keyof typeof ACCOUNT_ENDINGS;

const MOST_ROUNDS = 2;

export interface Narrator {
  readonly book: AccountBook;
  readonly random: Random;
  readonly calendar: Calendar;
  say(change: Change, at: Moment, stamp?: Stamp): void;
  sync(at: Moment, stamp?: Stamp): void;
  /** It works from here until the next problem; null when that is not said. */
  works(from: Moment | null): void;
}

/** Problems of earlier times, each of which was over in the end. */
export function tellHistory({ say, sync, works, calendar, random }: Narrator, ending: AccountEnding): void {
  const isConnectionSaid = ending !== "only_syncs" && random.chance(0.85);
  const opening = calendar.next();
  if (isConnectionSaid) say("connected", opening);
  else {
    sync(opening);
    works(opening);
  }
  if (ending === "only_syncs") return;
  const rounds = random.integer(0, MOST_ROUNDS);
  for (let round = 0; round < rounds; round += 1) {
    say(random.pick(["expired", "expired", "disconnected"]), calendar.next());
    const back = calendar.next();
    if (random.chance(0.6)) say("connected", back);
    else {
      sync(back);
      works(back);
    }
  }
}

/** What decides how the account stands. */
export function tellEnding(narrator: Narrator, scribe: Scribe, content: AccountContent, ending: AccountEnding): void {
  const { say, sync, works, calendar, random } = narrator;
  const problem = random.pick(["expired", "disconnected"] as const);
  const isRepeated = ending === "expired_twice";
  switch (ending) {
    case "healthy":
    case "only_syncs":
      return;
    case "expired":
    case "expired_twice":
      say("expired", calendar.next());
      if (isRepeated) say("expired", calendar.next());
      return;
    case "disconnected":
      say("disconnected", calendar.next());
      return;
    case "reconnected":
      say("expired", calendar.next());
      say("connected", calendar.next());
      return;
    case "syncs_again": {
      say(problem, calendar.next());
      const back = calendar.next();
      sync(back);
      works(back);
      return;
    }
    case "leftover_sync":
      tellLeftover(narrator, scribe, content);
      return;
    case "sync_at_problem": {
      const at = calendar.next();
      say("expired", at);
      scribe.asset("PLAID_TRANSACTIONS_SYNCED", content, at);
      narrator.book.syncInBetween(at);
      return;
    }
    case "microsecond_apart": {
      const at = calendar.next();
      const isBack = random.chance(0.5);
      say(isBack ? "expired" : "connected", at);
      say(isBack ? "connected" : "expired", at + 1);
      return;
    }
    case "clock_ahead":
      say(random.pick(["expired", "disconnected", "connected"]), calendar.next(), "ahead");
      return;
    case "no_time":
      if (random.chance(0.3)) sync(calendar.next(), "missing");
      else say(random.pick(["expired", "disconnected", "connected"]), calendar.next(), "missing");
      return;
    case "tie":
    case "tie_then_sync":
    case "tie_resolved":
      tellTie(narrator, ending);
      return;
  }
}

type AccountContent = { business_id: string; account_id: string };

/** The account broke while a sync was under way; nothing was synced since. */
function tellLeftover({ book, calendar, say }: Narrator, scribe: Scribe, content: AccountContent): void {
  const at = calendar.next();
  say("expired", at);
  scribe.asset("PLAID_TRANSACTIONS_SYNCED", content, at + 20 * MINUTE);
  book.sync(at + 20 * MINUTE, true);
}

function tellTie(narrator: Narrator, ending: AccountEnding): void {
  const { book, calendar, random, say, sync } = narrator;
  const at = calendar.next();
  const [first, second] = random.pick([
    ["expired", "connected"],
    ["connected", "expired"],
    ["expired", "disconnected"],
    ["connected", "disconnected"],
  ] as const);
  // Told as two changes so that what worked before is cut off; the book then learns that they cannot be told apart.
  say(first, at);
  say(second, at);
  book.tie([first, second], at, second);
  narrator.works(null);
  if (ending === "tie_then_sync") sync(calendar.next());
  if (ending === "tie_resolved") say(random.pick(["connected", "expired", "disconnected"]), calendar.next());
}
