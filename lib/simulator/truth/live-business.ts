import type { Random } from "#lib/simulator/random.ts";
import { BusinessBook } from "./business-book.ts";
import { Calendar, type Span } from "./calendar.ts";
import { DAY, type Moment } from "./moment.ts";
import type { Scribe } from "./scribe.ts";
import type { Stamp } from "./story-event.ts";
import type { Subject } from "./truth.ts";

const FATES = {
  in_use: 42,
  unknown: 8,
  deactivated: 9,
  back: 9,
  renamed: 7,
  name_left_out: 4,
  created_twice: 4,
  never_created: 4,
  tie: 4,
  tie_resolved: 3,
  clock_ahead: 3,
  no_time: 3,
} as const;
type Fate = keyof typeof FATES;

const TURNS = 8;

/** Lives through what happens to a business itself: created, switched off and on, given another external id. */
export function liveBusiness(
  scribe: Scribe,
  businessId: string,
  externalId: string,
  life: Span,
  random: Random,
): Subject {
  const book = new BusinessBook();
  const fate = random.weighted(FATES);
  const tell = storyteller(scribe, book, businessId);
  const calendar = new Calendar({ from: life.from - 10 * DAY, to: life.to }, TURNS, random);
  if (fate !== "unknown" && fate !== "never_created") tell.create(calendar.next(), externalId);
  if (fate !== "unknown") tellFate(tell, calendar, fate, externalId, random);
  return {
    kind: "business",
    ids: [businessId],
    tell: (receipts) => book.tell(receipts, scribe.countOf(businessId), scribe.activityOf(businessId)),
  };
}

type Storyteller = ReturnType<typeof storyteller>;

function storyteller(scribe: Scribe, book: BusinessBook, businessId: string) {
  const say = (type: string, externalId: string | null, at: Moment, stamp?: Stamp) =>
    scribe.asset(
      type,
      { business_id: businessId, ...(externalId !== null && { business_external_id: externalId }) },
      at,
      stamp,
    );
  return {
    create: (at: Moment, externalId: string) => {
      say("BUSINESS_CREATED", externalId, at);
      book.create(at, externalId);
    },
    change: (to: "active" | "inactive", at: Moment, externalId: string | null, stamp: Stamp = "true") => {
      const key = say(to === "active" ? "BUSINESS_ACTIVATED" : "BUSINESS_DEACTIVATED", externalId, at, stamp);
      book.change(to, stamp === "true" ? at : { receiptOf: key }, externalId);
    },
    tie: (at: Moment, externalId: string, really: "active" | "inactive") => {
      say("BUSINESS_ACTIVATED", externalId, at);
      say("BUSINESS_DEACTIVATED", externalId, at);
      book.tie(at, really, externalId);
    },
  };
}

function tellFate(
  tell: Storyteller,
  calendar: Calendar,
  fate: Exclude<Fate, "unknown">,
  name: string,
  random: Random,
): void {
  switch (fate) {
    case "in_use":
      return;
    case "created_twice":
      tell.create(calendar.next(), name);
      return;
    case "deactivated":
      tell.change("inactive", calendar.next(), name);
      return;
    case "back":
      tell.change("inactive", calendar.next(), name);
      tell.change("active", calendar.next(), name);
      return;
    case "never_created":
      tell.change(random.pick(["active", "inactive"]), calendar.next(), name);
      return;
    case "renamed":
      tell.change("inactive", calendar.next(), name);
      tell.change("active", calendar.next(), `${name}-b`);
      return;
    case "name_left_out":
      tell.change("inactive", calendar.next(), `${name}-b`);
      tell.change("active", calendar.next(), null);
      return;
    case "tie":
    case "tie_resolved":
      tell.tie(calendar.next(), name, random.pick(["active", "inactive"]));
      if (fate === "tie_resolved") tell.change(random.pick(["active", "inactive"]), calendar.next(), name);
      return;
    case "clock_ahead":
    case "no_time":
      tell.change("inactive", calendar.next(), name, fate === "no_time" ? "missing" : "ahead");
      return;
  }
}
