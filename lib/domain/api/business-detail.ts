import * as z from "zod";
import { businessRow } from "./businesses.ts";
import { connectionRow } from "./connections.ts";
import { observationRow } from "./observations.ts";
import { pageOf, timestamp } from "./page.ts";
import { resourceRow } from "./resources.ts";
import { asOfParams, stateListParams } from "./state-params.ts";
import { taskListRow } from "./tasks.ts";
import { userRow } from "./users.ts";

export const businessPage = pageOf(businessRow).meta({ id: "BusinessPage" });

/** One event among those considered for a state. */
export const consideredEvent = z
  .object({
    eventId: z.uuid(),
    type: z.string(),
    at: timestamp.meta({ description: "The provider's time, or that of receipt." }),
    isTimed: z.boolean().meta({ description: "False when `at` is the time of receipt." }),
    receivedAt: timestamp,
    decides: z.boolean(),
  })
  .meta({ id: "ConsideredEvent" });
export type ConsideredEvent = z.infer<typeof consideredEvent>;

/** Why a state is what it is: newest first, the deciding ones marked; `isCut` when there were more. */
export const considered = z.object({ events: z.array(consideredEvent), isCut: z.boolean() }).meta({ id: "Considered" });
export type Considered = z.infer<typeof considered>;

const asOfAnswer = {
  shownAsOf: timestamp.nullable().meta({ description: "The moment asked for; null for now." }),
  basis: z.enum(["received", "occurred"]),
};

const shownLink = z.object({ name: z.string(), url: z.string() }).meta({ id: "Link" });

const links = z.array(shownLink).meta({ description: "By the operators' link templates of this kind." });

const activity = z.array(z.object({ day: z.iso.date(), count: z.int() })).meta({
  description: "Events by UTC day of the time that counts, the 30 days up to the moment shown, oldest first.",
});

export const businessDetail = businessRow
  .extend({
    ...asOfAnswer,
    externalIds: z.array(z.string()).meta({ description: "Every external id ever given, newest first." }),
    considered,
    connectionRows: z.array(connectionRow.extend({ considered, links })),
    taskList: taskListRow.extend({ considered }).nullable(),
    users: z.array(userRow).meta({ description: "Joined by the operators' directory." }),
    observations: z.array(observationRow),
    links,
    activity,
    otherSources: z.array(z.string()).meta({ description: "Other sources that name a business of this id." }),
    summary: z.string().meta({ description: "Plain text to paste into a ticket." }),
  })
  .meta({ id: "BusinessDetail" });
export type BusinessDetail = z.infer<typeof businessDetail>;

export const userDetail = userRow
  .extend({
    ...asOfAnswer,
    resourceRows: z.array(resourceRow.extend({ considered, links })),
    observations: z.array(observationRow),
    links,
    activity,
    otherSources: z.array(z.string()),
    summary: z.string(),
  })
  .meta({ id: "UserDetail" });
export type UserDetail = z.infer<typeof userDetail>;

/** With `asOf` the timeline holds only what was received, or had happened, by then. */
export const timelineQuery = z.strictObject({
  ...asOfParams,
  limit: stateListParams.limit,
  cursor: stateListParams.cursor,
  show: z.enum(["all", "connections", "tasks", "business", "resources"]).default("all"),
  order: z.enum(["occurred", "received"], "must be occurred or received.").default("occurred"),
});
export type TimelineQuery = z.output<typeof timelineQuery>;

export const timelineRow = z
  .object({
    eventId: z.uuid(),
    source: z.string(),
    type: z.string(),
    kind: z.string().meta({ description: "What the event says, as the rules of state read it." }),
    title: z.string().meta({ description: "What the event says, in words." }),
    subject: z.string().nullable(),
    at: timestamp,
    isTimed: z.boolean(),
    receivedAt: timestamp,
    flags: z.array(z.string()),
  })
  .meta({ id: "StateTimelineRow" });
export type TimelineRow = z.infer<typeof timelineRow>;

export const timelinePage = pageOf(timelineRow).meta({ id: "StateTimelinePage" });
