import { DOCUMENT_ERRORS, TAX_PAYMENT_ERRORS } from "#lib/simulator/abound-walk.ts";
import { type AboundIdPrefix, aboundId } from "#lib/simulator/provider-ids.ts";
import type { Random } from "#lib/simulator/random.ts";
import { Calendar, momentIn, type Span } from "./calendar.ts";
import { judgeResource, type ResourceNotice } from "./judge-resource.ts";
import { type Moment, SECOND } from "./moment.ts";
import type { Scribe } from "./scribe.ts";
import type { Subject } from "./truth.ts";

/** The statuses a resource goes through; `~` marks one so shortly after the last that both may cross. */
const PAYMENTS = {
  created: 8,
  "created pending": 12,
  "created pending done": 26,
  "created pending error": 8,
  "created ~cancelled": 4,
  "pending ~done": 8,
  "pending done pending": 4,
  "pending done ~error": 3,
  "pending error done": 3,
};
const DOCUMENTS = {
  created: 8,
  "created verifying": 6,
  "created verifying pending": 8,
  "created verifying pending done": 22,
  "created verifying error": 8,
  "verifying ~pending": 5,
  "pending ~done": 6,
  "verifying error pending": 4,
  "error done": 4,
};

const TURNS = 6;

export interface UserLife {
  readonly subjects: readonly Subject[];
  /** One more update of the user or of the taxes, which say nothing but that there was one. */
  updateOnceMore(): void;
}

/** Lives through the tax payments, documents, payment methods and taxes of a user. */
export function liveUser(scribe: Scribe, userId: string, life: Span, random: Random): UserLife {
  const resources = new Map<string, Told>();
  const open = (resource: string, resourceId: string | null) => {
    const name = `${resource}\n${resourceId ?? ""}`;
    const told = resources.get(name) ?? tellerOf(scribe, userId, resource, resourceId);
    resources.set(name, told);
    return told;
  };
  const live = (
    resource: string,
    prefix: AboundIdPrefix,
    chains: Readonly<Record<string, number>>,
    errors: readonly string[],
  ) => {
    const told = open(resource, aboundId(random, prefix));
    tellChain(told, { chain: random.weighted(chains).split(" "), errors }, new Calendar(life, TURNS, random), random);
  };
  const payments = random.integer(1, 4);
  for (let index = 0; index < payments; index += 1) live("taxPayments", "taxPaymentId", PAYMENTS, TAX_PAYMENT_ERRORS);
  const documents = random.integer(0, 3);
  for (let index = 0; index < documents; index += 1) live("documents", "documentId", DOCUMENTS, DOCUMENT_ERRORS);
  open("paymentMethods", aboundId(random, "paymentMethodId")).say("created", momentIn(life, random), null, null);
  const user: Subject = {
    kind: "user",
    ids: [userId],
    tell: () => ({ doubt: null, really: "", shown: "", expected: { eventCount: scribe.countOf(userId) } }),
  };
  return {
    get subjects() {
      return [user, ...[...resources.values()].map(({ subject }) => subject)];
    },
    updateOnceMore: () => {
      const year = random.pick(["2025", "2026", null]);
      const told = random.chance(0.5) ? open("users", userId) : open("taxes", year);
      told.say("updated", momentIn(life, random), null, null);
    },
  };
}

interface Told {
  readonly subject: Subject;
  say(
    verb: "created" | "updated",
    at: Moment,
    status: string | null,
    message: string | null,
    overtakenBy?: number,
  ): void;
}

function tellerOf(scribe: Scribe, userId: string, resource: string, resourceId: string | null): Told {
  const notices: ResourceNotice[] = [];
  return {
    subject: {
      kind: "resource",
      ids: [userId, resource, resourceId ?? ""],
      tell: (receipts) => judgeResource(resource, notices, receipts),
    },
    say: (verb, at, status, message, overtakenBy) => {
      const said = { ...(status !== null && { status }), ...(message !== null && { message }) };
      const key = scribe.abound({ type: `${resource}.${verb}`, userId, resourceId, ...said }, at, overtakenBy);
      const implied = verb === "created" && (resource === "taxPayments" || resource === "documents") ? "created" : null;
      notices.push({ key, isUpdate: verb === "updated", status: status ?? implied, message });
    },
  };
}

type Chain = { readonly chain: readonly string[]; readonly errors: readonly string[] };

function tellChain(told: Told, { chain, errors }: Chain, calendar: Calendar, random: Random): void {
  let at = 0;
  chain.forEach((step, index) => {
    const isClose = step.startsWith("~");
    const status = isClose ? step.slice(1) : step;
    at = isClose ? at + random.integer(30, 400) * SECOND : calendar.next();
    const isOvertaken = chain[index + 1]?.startsWith("~") === true && random.chance(0.5);
    const overtakenBy = isOvertaken ? random.integer(410, 700) * SECOND : 0;
    if (status === "created") told.say("created", at, random.chance(0.6) ? "created" : null, null, overtakenBy);
    else told.say("updated", at, status, status === "error" ? random.pick(errors) : null, overtakenBy);
  });
}
