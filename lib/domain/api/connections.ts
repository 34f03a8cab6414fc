import * as z from "zod";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { CONNECTION_STATES } from "#lib/domain/state/connection-state.ts";
import { observationRow } from "./observations.ts";
import { pageOf, timestamp } from "./page.ts";
import { choiceParam, spanParam, stateListParams, textParam } from "./state-params.ts";
import { derivation, stateBusiness, stateSource } from "./state-row.ts";

export const connectionQuery = z.strictObject({
  ...stateListParams,
  businessId: textParam.optional(),
  accountId: textParam.optional(),
  state: choiceParam(CONNECTION_STATES).optional(),
  business: choiceParam([...BUSINESS_STATUSES, "not_inactive"])
    .optional()
    .meta({ description: "The status of the business." }),
  age: spanParam.optional().meta({ description: "In this state for longer than this span." }),
  lastSynced: spanParam.optional().meta({ description: "Last synced longer ago than this span, or never." }),
  endedBy: z.enum(["owner", "plaid"], "must be owner or plaid.").optional(),
  expired: z
    .enum(["today", "yesterday", "24h", "7d"], "must be today, yesterday, 24h or 7d.")
    .optional()
    .meta({ description: "Expired in this time; days are UTC days." }),
  recovered: spanParam
    .optional()
    .meta({ description: "Had a problem and recovered, or probably did, within this span." }),
  mismatch: z
    .enum(["task"], "must be task.")
    .optional()
    .meta({ description: "Expired without a reconnect task, or a reconnect task without an expired connection." }),
  sort: z.enum(["since", "last_synced", "business"], "must be since, last_synced or business.").default("since"),
});
export type ConnectionQuery = z.output<typeof connectionQuery>;

export const connectionRow = z
  .object({
    ...stateSource,
    ...stateBusiness,
    accountId: z.string(),
    accountKind: z
      .enum(["linked_item", "external_account", "plaid_item"])
      .meta({ description: "By the id's prefix: lni_, eac_, else an item of Plaid." }),
    state: z.enum(CONNECTION_STATES),
    since: timestamp.nullable(),
    lastSyncAt: timestamp.nullable(),
    problem: z.enum(["expired", "disconnected"]).nullable(),
    problemSince: timestamp.nullable(),
    endedBy: z.enum(["owner", "plaid"]).nullable(),
    recoveredAt: timestamp.nullable(),
    recoveredBy: z.enum(["connected", "sync"]).nullable(),
    candidates: z.array(z.string()),
    alsoUnder: z.array(z.string()).meta({ description: "Other businesses that name the same account id." }),
    reconnectTask: z
      .object({ isOpen: z.boolean(), lastReminderAt: timestamp.nullable() })
      .nullable()
      .meta({ description: "Whether the business's open tasks ask for a reconnect; null without a task list." }),
    mismatch: z.enum(["expired_without_task", "task_without_expired"]).nullable(),
    ...derivation,
    observation: observationRow.nullable().meta({ description: "The last one, if no newer event came since." }),
  })
  .meta({ id: "Connection" });
export type ConnectionRow = z.infer<typeof connectionRow>;

export const connectionPage = pageOf(connectionRow).meta({ id: "ConnectionPage" });
