import type { AboundNews } from "#lib/simulator/abound-body.ts";
import { DOCUMENT_ERRORS, TAX_PAYMENT_ERRORS } from "#lib/simulator/abound-walk.ts";
import { aboundId } from "#lib/simulator/provider-ids.ts";
import type { Random } from "#lib/simulator/random.ts";
import type { User } from "#lib/simulator/world.ts";
import { after, atHours, between, DAY_MS, daysBetween, HOUR_MS, MINUTE_MS } from "./moments.ts";
import type { MonthSpan } from "./month-item.ts";

const PAYMENT_ERROR_SHARE = 0.13;
const DOCUMENT_ERROR_SHARE = 0.1;

/** A month of one user: set-up, recalculated taxes, quarterly payments (some refused) and the documents that follow. */
export function planAboundMonth({ id: userId }: User, span: MonthSpan, random: Random): AboundNews[] {
  const joinedAt = between(random, span.startAt, after(span.startAt, 20 * DAY_MS));
  const paymentMethod = aboundId(random, "paymentMethodId");
  const setUp: AboundNews[] = [
    { type: "users.updated", at: joinedAt, userId, resourceId: userId },
    { type: "paymentMethods.created", at: after(joinedAt, 4 * MINUTE_MS), userId, resourceId: paymentMethod },
  ];
  return [
    ...setUp,
    ...planTaxes(userId, joinedAt, span, random),
    ...repeat(random.integer(1, 4), () => planTaxPayment(userId, between(random, joinedAt, span.endAt), random)),
    ...repeat(random.integer(0, 3), () => planDocument(userId, between(random, joinedAt, span.endAt), random)),
  ];
}

function repeat(times: number, plan: () => AboundNews[]): AboundNews[] {
  return Array.from({ length: times }, plan).flat();
}

/** A new income or expense moves the estimate on about every other day; the resource is the tax year. */
function planTaxes(userId: string, joinedAt: Date, { endAt }: MonthSpan, random: Random): AboundNews[] {
  return daysBetween(joinedAt, endAt)
    .slice(1)
    .filter(() => random.chance(0.75))
    .map((day) => atHours(random, day, 13, 24))
    .map((at) => ({ type: "taxes.updated", at, userId, resourceId: String(at.getUTCFullYear()) }));
}

/** Created, handed to the IRS within two days, then done or refused; a refused one is made anew under another id. */
function planTaxPayment(userId: string, createdAt: Date, random: Random): AboundNews[] {
  const resourceId = aboundId(random, "taxPaymentId");
  const pendingAt = after(createdAt, random.integer(2, 30) * HOUR_MS);
  const endedAt = after(pendingAt, random.integer(12, 60) * HOUR_MS);
  const started: AboundNews[] = [
    { type: "taxPayments.created", at: createdAt, userId, resourceId, status: "created" },
    { type: "taxPayments.updated", at: pendingAt, userId, resourceId, status: "pending" },
  ];
  if (!random.chance(PAYMENT_ERROR_SHARE)) {
    return [...started, { type: "taxPayments.updated", at: endedAt, userId, resourceId, status: "done" }];
  }
  const message = random.pick(TAX_PAYMENT_ERRORS);
  const failed: AboundNews = { type: "taxPayments.updated", at: endedAt, userId, resourceId, status: "error", message };
  const again = random.chance(0.5) ? planTaxPayment(userId, after(endedAt, 20 * HOUR_MS), random) : [];
  return [...started, failed, ...again];
}

function planDocument(userId: string, createdAt: Date, random: Random): AboundNews[] {
  const resourceId = aboundId(random, "documentId");
  const type = "documents.updated";
  const verifyingAt = after(createdAt, random.integer(1, 20) * MINUTE_MS);
  const pendingAt = after(verifyingAt, random.integer(1, 9) * HOUR_MS);
  const endedAt = after(pendingAt, random.integer(6, 40) * HOUR_MS);
  const ended: AboundNews = random.chance(DOCUMENT_ERROR_SHARE)
    ? { type, at: endedAt, userId, resourceId, status: "error", message: random.pick(DOCUMENT_ERRORS) }
    : { type, at: endedAt, userId, resourceId, status: "done" };
  return [
    { type: "documents.created", at: createdAt, userId, resourceId },
    { type, at: verifyingAt, userId, resourceId, status: "verifying" },
    { type, at: pendingAt, userId, resourceId, status: "pending" },
    ended,
  ];
}
