import * as z from "zod";
import { STATE_SUBJECTS } from "#lib/domain/state/register.ts";
import { timestamp } from "./page.ts";

/** How far the projection is with an event. */
const PROJECTION_STATES = ["projected", "pending", "parked", "none"] as const;

const arrival = z
  .object({
    kind: z.enum(["changed", "confirmed", "updated", "out_of_order", "unchanged"]),
    from: z.string().nullable().meta({ description: "The state before; null when nothing was known." }),
    to: z.string().meta({ description: "The state after it." }),
    details: z.array(z.string()).meta({ description: "What moved beside the state." }),
    decidedBy: z.uuid().nullable().meta({ description: "Out of order: the event that had decided already." }),
  })
  .meta({ description: "What it changed when it arrived." });

const standing = z
  .object({
    kind: z.enum(["decides", "superseded", "undecidable", "counted"]),
    by: z.uuid().nullable().meta({ description: "Superseded: by this event." }),
  })
  .meta({ description: "Where it stands among all that is known today." });

const stateEffect = z
  .object({
    subject: z.enum(STATE_SUBJECTS),
    subjectId: z.string().meta({ description: "The id of the business, account or resource." }),
    businessId: z.string().nullable(),
    userId: z.string().nullable(),
    resource: z.string().nullable(),
    at: timestamp.meta({ description: "When it counts as having happened." }),
    arrival,
    standing,
    decidedBy: z.array(z.uuid()).meta({ description: "The events that decide this state now." }),
  })
  .meta({ id: "StateEffect" });

export const eventEffect = z
  .object({
    projection: z.enum(PROJECTION_STATES).meta({
      description: "pending: not applied yet. parked: could not be applied. none: it names no business or user.",
    }),
    says: z.string().meta({ description: "What the event did, in words." }),
    parkedError: z.string().nullable(),
    state: stateEffect.nullable().meta({ description: "Null when it is no statement that state is made of." }),
    remarks: z.array(z.enum(["id_conflict", "no_time", "future_time", "late"])),
  })
  .meta({ id: "EventEffect" });
export type EventEffectAnswer = z.infer<typeof eventEffect>;

/** Another event that makes the same claim, so that one of the two may be a retry under a new id. */
export const probableRetry = z
  .object({
    eventId: z.uuid(),
    receivedAt: timestamp,
    isEarlier: z.boolean().meta({ description: "Received before this one." }),
    isSameBody: z.boolean(),
  })
  .meta({ id: "ProbableRetry" });
export type ProbableRetry = z.infer<typeof probableRetry>;
