import * as z from "zod";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { CONNECTION_STATES } from "#lib/domain/state/connection-state.ts";
import { TASK_LIST_STATES } from "#lib/domain/state/task-list-state.ts";
import { timestamp } from "./page.ts";
import { asOfParams, choiceParam, spanParam, stateListParams, textParam } from "./state-params.ts";
import { derivation, stateSource } from "./state-row.ts";

export const businessQuery = z.strictObject({
  ...stateListParams,
  externalId: textParam.optional(),
  status: choiceParam([...BUSINESS_STATUSES, "not_inactive"]).optional(),
  created: spanParam.optional().meta({ description: "Created within this span." }),
  connections: z.enum(["none", "problem"], "must be none or problem.").optional(),
  activity: z.enum(["after_deactivation"], "must be after_deactivation.").optional(),
  sort: z.enum(["last_event", "created"], "must be last_event or created.").default("last_event"),
});
export type BusinessQuery = z.output<typeof businessQuery>;

export const businessDetailQuery = z.strictObject(asOfParams);
export type BusinessDetailQuery = z.output<typeof businessDetailQuery>;

export const businessRow = z
  .object({
    id: z.string().meta({ description: "The provider's id, biz_…" }),
    ...stateSource,
    externalId: z.string().nullable(),
    displayName: z.string().nullable().meta({ description: "From the operators' directory." }),
    status: z.enum(BUSINESS_STATUSES),
    since: timestamp.nullable(),
    createdAt: timestamp.nullable(),
    ...derivation,
    connections: z
      .object({ total: z.int(), byState: z.partialRecord(z.enum(CONNECTION_STATES), z.int()) })
      .meta({ description: "How many connections are in which state." }),
    tasks: z
      .object({ state: z.enum(TASK_LIST_STATES), taskTypes: z.array(z.string()), openSince: timestamp.nullable() })
      .nullable(),
    eventCount: z.int(),
    firstEventAt: timestamp,
    lastEventAt: timestamp,
    lateActivity: z
      .object({ count: z.int(), lastAt: timestamp })
      .nullable()
      .meta({ description: "Account and task events after the deactivation." }),
  })
  .meta({ id: "Business" });
export type BusinessRow = z.infer<typeof businessRow>;
