import type { AboundNews, AboundType } from "./abound-body.ts";
import { aboundId } from "./provider-ids.ts";
import type { Random } from "./random.ts";
import type { Resource, User, World } from "./world.ts";

/** How often each type comes up once every type has been seen. */
export const ABOUND_WEIGHTS = {
  "taxPayments.updated": 32,
  "documents.updated": 22,
  "taxPayments.created": 14,
  "taxes.updated": 12,
  "documents.created": 9,
  "users.updated": 7,
  "paymentMethods.created": 4,
} satisfies Record<AboundType, number>;

export const TAX_PAYMENT_ERRORS = ["userError", "paymentMethodError", "timingError"] as const;
export const DOCUMENT_ERRORS = ["payerError", "userError", "documentError", "ssnVerificationError"] as const;

const ERROR_SHARE = 0.15;

/** The next thing that happens to one of the users: of the wanted type, or the creation that has to come before it. */
export function nextAboundNews({ users }: World, type: AboundType, at: Date, random: Random): AboundNews {
  const user = random.pick(users);
  switch (type) {
    case "users.updated":
      return { type, at, userId: user.id, resourceId: user.id };
    case "taxes.updated":
      return { type, at, userId: user.id, resourceId: String(at.getUTCFullYear()) };
    case "paymentMethods.created":
      return { type, at, userId: user.id, resourceId: aboundId(random, "paymentMethodId") };
    case "taxPayments.created":
      return createTaxPayment(user, at, random);
    case "documents.created":
      return createDocument(user, at, random);
    case "taxPayments.updated":
      return updateTaxPayment(users, at, random) ?? createTaxPayment(user, at, random);
    case "documents.updated":
      return updateDocument(users, at, random) ?? createDocument(user, at, random);
  }
}

function createTaxPayment(user: User, at: Date, random: Random): AboundNews {
  const payment: Resource = { id: aboundId(random, "taxPaymentId"), status: "created" };
  user.taxPayments.push(payment);
  return { type: "taxPayments.created", at, userId: user.id, resourceId: payment.id, status: "created" };
}

/** The page's sample of this event carries no status. */
function createDocument(user: User, at: Date, random: Random): AboundNews {
  const document: Resource = { id: aboundId(random, "documentId"), status: "created" };
  user.documents.push(document);
  return { type: "documents.created", at, userId: user.id, resourceId: document.id };
}

function updateTaxPayment(users: User[], at: Date, random: Random): AboundNews | null {
  const found = pickUnfinished(users, "taxPayments", random);
  if (found === null) return null;
  const next = found.resource.status === "created" ? "pending" : finish(random);
  return update(found, { type: "taxPayments.updated", next, errors: TAX_PAYMENT_ERRORS }, at, random);
}

function updateDocument(users: User[], at: Date, random: Random): AboundNews | null {
  const found = pickUnfinished(users, "documents", random);
  if (found === null) return null;
  return update(
    found,
    { type: "documents.updated", next: afterVerifying(found.resource, random), errors: DOCUMENT_ERRORS },
    at,
    random,
  );
}

function afterVerifying({ status }: Resource, random: Random): Resource["status"] {
  if (status === "created") return "verifying";
  return status === "verifying" ? "pending" : finish(random);
}

function finish(random: Random): "done" | "error" {
  return random.chance(ERROR_SHARE) ? "error" : "done";
}

type Owned = { userId: string; resource: Resource };
type Update = { type: AboundType; next: Resource["status"]; errors: readonly string[] };

function update({ userId, resource }: Owned, { type, next, errors }: Update, at: Date, random: Random): AboundNews {
  resource.status = next;
  const news: AboundNews = { type, at, userId, resourceId: resource.id, status: next };
  return next === "error" ? { ...news, message: random.pick(errors) } : news;
}

function pickUnfinished(users: User[], kind: "taxPayments" | "documents", random: Random): Owned | null {
  const unfinished = users.flatMap((user) =>
    user[kind]
      .filter(({ status }) => status !== "done" && status !== "error")
      .map((resource) => ({ userId: user.id, resource })),
  );
  return unfinished.length === 0 ? null : random.pick(unfinished);
}
