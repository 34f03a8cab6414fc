import * as z from "zod";
import { RESOURCE_CERTAINTIES } from "#lib/domain/state/resource-state.ts";
import { observationRow } from "./observations.ts";
import { pageOf, timestamp } from "./page.ts";
import { spanParam, stateListParams, textParam } from "./state-params.ts";
import { derivation, stateSource } from "./state-row.ts";

export const resourceQuery = z.strictObject({
  ...stateListParams,
  userId: textParam.optional(),
  resource: textParam.optional().meta({ description: "taxPayments, documents, paymentMethods, taxes or users." }),
  resourceId: textParam.optional(),
  status: textParam.optional().meta({ description: "One or several statuses, separated by commas." }),
  message: textParam.optional(),
  certainty: z.enum(RESOURCE_CERTAINTIES, `must be one of ${RESOURCE_CERTAINTIES.join(", ")}.`).optional(),
  age: spanParam.optional().meta({ description: "In this status for longer than this span." }),
  error: z.enum(["open"], "must be open.").optional().meta({ description: "An error that nothing later resolves." }),
  sort: z
    .enum(["last_received", "status_since", "message"], "must be last_received, status_since or message.")
    .default("last_received"),
});
export type ResourceQuery = z.output<typeof resourceQuery>;

export const resourceRow = z
  .object({
    ...stateSource,
    userId: z.string(),
    displayName: z.string().nullable(),
    resource: z.string(),
    resourceId: z.string(),
    status: z.string().nullable().meta({ description: 'As the provider writes it; "unclear" when finals contradict.' }),
    message: z.string().nullable(),
    fix: z.string().nullable().meta({ description: "What to tell the user, where the error is a documented one." }),
    certainty: z.enum(RESOURCE_CERTAINTIES),
    alsoReceived: z.array(
      z.object({ status: z.string(), message: z.string().nullable(), receivedAt: timestamp, eventId: z.uuid() }),
    ),
    hasOpenError: z.boolean(),
    firstReceivedAt: timestamp,
    statusSince: timestamp,
    lastReceivedAt: timestamp,
    ...derivation,
    observation: observationRow.nullable(),
  })
  .meta({ id: "Resource" });
export type ResourceRow = z.infer<typeof resourceRow>;

export const resourcePage = pageOf(resourceRow).meta({ id: "ResourcePage" });
