import * as z from "zod";
import { pageOf, timestamp } from "./page.ts";
import { asOfParams, stateListParams } from "./state-params.ts";
import { stateSource } from "./state-row.ts";

export const userQuery = z.strictObject({
  ...stateListParams,
  error: z.enum(["open"], "must be open.").optional().meta({ description: "Has a resource with an open error." }),
});
export type UserQuery = z.output<typeof userQuery>;

export const userDetailQuery = z.strictObject(asOfParams);
export type UserDetailQuery = z.output<typeof userDetailQuery>;

export const userRow = z
  .object({
    id: z.string().meta({ description: "The provider's id, userId_…" }),
    ...stateSource,
    displayName: z.string().nullable(),
    business: z
      .object({ id: z.string(), displayName: z.string().nullable() })
      .nullable()
      .meta({ description: "The business that the operators' directory joins this user to." }),
    resources: z.record(z.string(), z.int()).meta({ description: "How many resources of which kind." }),
    openErrors: z.int(),
    eventCount: z.int(),
    firstEventAt: timestamp,
    lastEventAt: timestamp,
  })
  .meta({ id: "User" });
export type UserRow = z.infer<typeof userRow>;

export const userPage = pageOf(userRow).meta({ id: "UserPage" });
