import { explainRejection } from "#lib/domain/explain-rejection.ts";
import { spanInWords } from "#lib/domain/span-in-words.ts";
import type { ExpirationFact, QuietFact, RejectionFact, TaxPaymentFact } from "./watch-facts.ts";
import { type Watched, watched } from "./watched.ts";

const MINUTE_MS = 60_000;
const FEWEST_REJECTED = 3;
export const TAX_PAYMENT_REST_MS = 3_600_000;

export function judgeQuiet(fact: QuietFact, now: Date): Watched {
  const { name, quietAfterMinutes, lastEventAt, countsFrom } = fact;
  const since = lastEventAt !== null && lastEventAt > countsFrom ? lastEventAt : countsFrom;
  const silenceMs = now.getTime() - since.getTime();
  const limit = spanInWords(quietAfterMinutes * MINUTE_MS);
  return watched(fact.id, {
    kind: "source_quiet",
    subject: name,
    state: silenceMs >= quietAfterMinutes * MINUTE_MS ? "alarming" : "ok",
    count: 1,
    since,
    title: `${name} has sent no event for ${spanInWords(silenceMs)}`,
    recovery: `${name} sends events again`,
    now: `quiet for ${spanInWords(silenceMs)}, tells after ${limit}`,
    url: `/sources/${encodeURIComponent(fact.slug)}`,
  });
}

export function judgeRejections(fact: RejectionFact, now: Date): Watched {
  const { name, rejected, accepted } = fact;
  const isBad = rejected >= FEWEST_REJECTED && accepted === 0;
  const isOver = accepted > 0 || rejected === 0;
  const cause = explainRejection(fact.cause);
  const why = cause === null ? "" : `; the main cause: ${withoutEnd(cause)}`;
  const over = accepted > 0 ? `${name} accepts requests again` : `${name} has no more requests to reject`;
  return watched(fact.id, {
    kind: "all_rejected",
    subject: name,
    state: isBad ? "alarming" : isOver ? "ok" : "undecided",
    count: rejected,
    since: fact.firstRejectedAt ?? now,
    title: `${name} rejected all ${rejected} requests of the last five minutes${why}`,
    recovery: over,
    now: `${accepted} accepted and ${rejected} rejected in the last five minutes`,
    url: `/requests?outcome=rejected&source=${encodeURIComponent(fact.slug)}`,
  });
}

/** Error is final, so that it is over when no other payment follows. One that became known late is told all the same. */
export function judgeTaxPayments(fact: TaxPaymentFact, now: Date): Watched {
  const { name, entered, firstAt, lastAt, isOpen } = fact;
  const isRecent = lastAt !== null && now.getTime() - lastAt.getTime() < TAX_PAYMENT_REST_MS;
  const noun = entered === 1 ? "tax payment" : "tax payments";
  return watched(fact.id, {
    kind: "tax_payment_error",
    subject: name,
    state: isRecent || (entered > 0 && !isOpen) ? "alarming" : "ok",
    count: entered,
    since: firstAt ?? now,
    title: `${entered} ${noun} of ${name} entered error`,
    recovery: `No other tax payment of ${name} entered error for an hour`,
    now: isRecent ? `${entered} entered error lately` : "none entered error within the last hour",
    url: `/resources?resource=taxPayments&error=open&sort=status_since&source=${encodeURIComponent(fact.slug)}`,
  });
}

/** Over once it is half as many, so that one more or less does not open and close it in turn. */
export function judgeExpirations(fact: ExpirationFact, manyExpired: number, now: Date): Watched {
  const { name, expired } = fact;
  const state = expired >= manyExpired ? "alarming" : expired * 2 >= manyExpired ? "undecided" : "ok";
  const noun = expired === 1 ? "bank connection" : "bank connections";
  return watched(fact.id, {
    kind: "many_expired",
    subject: name,
    state,
    count: expired,
    since: fact.firstAt ?? now,
    title: `${expired} ${noun} of ${name} expired within an hour`,
    recovery: `${expired === 0 ? "No" : `Only ${expired}`} ${noun} of ${name} expired within the last hour`,
    now: `${expired} within the last hour, tells from ${manyExpired}`,
    url: `/connections?expired=24h&source=${encodeURIComponent(fact.slug)}`,
  });
}

function withoutEnd(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
