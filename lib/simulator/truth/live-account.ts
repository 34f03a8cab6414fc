import type { Random } from "#lib/simulator/random.ts";
import { AccountBook, type Change } from "./account-book.ts";
import { Calendar, momentIn, type Span } from "./calendar.ts";
import { MINUTE, type Moment } from "./moment.ts";
import type { Scribe } from "./scribe.ts";
import { ACCOUNT_ENDINGS, type Narrator, tellEnding, tellHistory } from "./tell-account.ts";
import type { Subject } from "./truth.ts";

const TURNS = 12;

const TYPES = {
  connected: "PLAID_ACCOUNT_CONNECTED",
  expired: "PLAID_ACCOUNT_EXPIRED",
  disconnected: "PLAID_ACCOUNT_DISCONNECTED",
} satisfies Record<Change, string>;

export interface AccountLife {
  readonly subject: Subject;
  /** One more sync at some time when the account worked; false when it never did for long enough. */
  syncOnceMore(): boolean;
}

/** Lives through the months of one account of a business and keeps what is really the case with it. */
export function liveAccount(
  scribe: Scribe,
  { businessId, accountId }: { businessId: string; accountId: string },
  life: Span,
  random: Random,
): AccountLife {
  const book = new AccountBook();
  const working: Span[] = [];
  let worksFrom: Moment | null = null;
  const content = { business_id: businessId, account_id: accountId };
  const narrator: Narrator = {
    book,
    random,
    calendar: new Calendar(life, TURNS, random),
    say: (change, at, stamp = "true") => {
      const key = scribe.asset(TYPES[change], content, at, stamp);
      if (worksFrom !== null) working.push({ from: worksFrom, to: at - MINUTE });
      worksFrom = null;
      book.change(change, stamp === "true" ? at : { receiptOf: key });
      if (change === "connected") worksFrom = at + MINUTE;
    },
    sync: (at, stamp = "true") => {
      const key = scribe.asset("PLAID_TRANSACTIONS_SYNCED", content, at, stamp);
      book.sync(stamp === "true" ? at : { receiptOf: key });
    },
    works: (from) => {
      worksFrom = from === null ? null : from + MINUTE;
    },
  };
  const ending = random.weighted(ACCOUNT_ENDINGS);
  tellHistory(narrator, ending);
  tellEnding(narrator, scribe, content, ending);
  if (worksFrom !== null) working.push({ from: worksFrom, to: life.to });
  const long = working.filter(({ from, to }) => to > from);
  return {
    subject: { kind: "connection", ids: [businessId, accountId], tell: (receipts) => book.tell(receipts) },
    syncOnceMore: () => {
      if (long.length === 0) return false;
      const at = momentIn(random.pick(long), random);
      scribe.asset("PLAID_TRANSACTIONS_SYNCED", content, at);
      book.syncInBetween(at);
      return true;
    },
  };
}
