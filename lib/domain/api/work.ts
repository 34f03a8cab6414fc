import * as z from "zod";
import { keysOf } from "#lib/domain/keys-of.ts";
import { WORK_KINDS } from "#lib/domain/work-kind.ts";
import { OBSERVED_KINDS, observationRow } from "./observations.ts";
import { pageOf, timestamp } from "./page.ts";
import { choiceParam, stateListParams } from "./state-params.ts";
import { stateSource } from "./state-row.ts";

const kinds = keysOf(WORK_KINDS);

const SNOOZED_CHOICES = ["hide", "only", "all"] as const;

export const workQuery = z.strictObject({
  ...stateListParams,
  kind: choiceParam(kinds).optional(),
  assignee: z
    .string()
    .regex(/^(me|none|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/, "must be me, none or an operator's id.")
    .optional()
    .meta({ description: "me, none, or an operator's id." }),
  snoozed: z
    .enum(SNOOZED_CHOICES, `must be one of ${SNOOZED_CHOICES.join(", ")}.`)
    .default("hide")
    .meta({ description: "Items that are snoozed, or quieted by what was checked at the provider." }),
});
export type WorkQuery = z.output<typeof workQuery>;

const workAnnotation = z
  .object({
    assigneeId: z.uuid().nullable(),
    assigneeName: z.string().nullable(),
    note: z.string().nullable(),
    notedBy: z.string().nullable(),
    isSnoozed: z.boolean(),
    snoozedUntil: timestamp.nullable().meta({ description: "Null while snoozed: until the deciding events change." }),
    hasChangedSinceNote: z.boolean().meta({ description: "Other events decide the item now than when it was noted." }),
    version: z.int().meta({ description: "Hand it back with a change; 0 before the first." }),
    updatedAt: timestamp.nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: "WorkAnnotation" });

export const workItem = z
  .object({
    key: z.string().meta({ description: "Stable, and one segment of a path." }),
    kind: z.enum(kinds),
    isUrgent: z.boolean().meta({ description: "Urgent items come first." }),
    title: z.string(),
    todo: z.string().meta({ description: "What to do about it." }),
    ...stateSource,
    businessId: z.string().nullable(),
    externalId: z.string().nullable(),
    displayName: z.string().nullable().meta({ description: "From the operators' directory." }),
    accountId: z.string().nullable(),
    userId: z.string().nullable(),
    resource: z.string().nullable(),
    resourceId: z.string().nullable(),
    since: timestamp,
    decidedBy: z.array(z.uuid()).meta({ description: "The events that decide it." }),
    url: z.string().meta({ description: "The console page of its subject." }),
    subjectKind: z.enum(OBSERVED_KINDS).meta({ description: "What an observation quiets it by." }),
    subjectKey: z.array(z.string()),
    stateNow: z.string().nullable(),
    annotation: workAnnotation,
    observation: observationRow.nullable().meta({ description: "Quiets the item until a newer event." }),
  })
  .meta({ id: "WorkItem" });
export type WorkItem = z.infer<typeof workItem>;

export const workPage = pageOf(workItem).meta({ id: "WorkPage" });

export const workCountQuery = z.strictObject({
  source: stateListParams.source,
  environment: stateListParams.environment,
});
export type WorkCountQuery = z.output<typeof workCountQuery>;

export const workCount = z
  .object({
    kind: z.enum(kinds),
    count: z.int(),
    oldestAt: timestamp,
    unaskedCount: z.int().meta({ description: "Expired connections without a reconnect task; else 0." }),
    title: z.string(),
    url: z.string().meta({ description: "The console page that lists them." }),
  })
  .meta({ id: "WorkCount" });
export type WorkCount = z.infer<typeof workCount>;

export const workCounts = z
  .object({ data: z.array(workCount), total: z.int().meta({ description: "Without snoozed and quieted items." }) })
  .meta({ id: "WorkCounts" });
export type WorkCounts = z.infer<typeof workCounts>;
