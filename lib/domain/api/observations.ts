import * as z from "zod";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const OBSERVED_KINDS = ["business", "connection", "task_list", "resource"] as const;
export type ObservedKind = (typeof OBSERVED_KINDS)[number];

export const observationRow = z
  .object({
    id: z.uuid(),
    subjectKind: z.enum(OBSERVED_KINDS),
    source: z.string(),
    subjectKey: z
      .array(z.string())
      .meta({ description: "[businessId], [businessId, accountId] or [userId, resource, resourceId]." }),
    says: z.string().meta({ description: "What the operator saw at the provider." }),
    note: z.string().nullable(),
    checkedAt: timestamp,
    createdAt: timestamp,
    createdBy: z.string(),
    isOutdated: z.boolean().meta({ description: "A newer event about the same subject was received since." }),
  })
  .meta({ id: "Observation" });
export type ObservationRow = z.infer<typeof observationRow>;

export const observationQuery = z.strictObject({
  subjectKind: z.enum(OBSERVED_KINDS, `must be one of ${OBSERVED_KINDS.join(", ")}.`).optional(),
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  limit: limitParam,
  cursor: cursorParam,
});
/** `subjectKey` is repeated in the URL, once for each id, which the other parameters may not be. */
export type ObservationQuery = z.output<typeof observationQuery> & { subjectKey?: string[] };

export const observationPage = pageOf(observationRow).meta({ id: "ObservationPage" });
