import * as z from "zod";
import { OPERATOR_ROLES } from "#lib/domain/operator-role.ts";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const operatorQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

export const operatorRow = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(OPERATOR_ROLES),
    status: z.enum(["invited", "active", "disabled"]).meta({ description: "`invited`: has no password yet." }),
    createdAt: timestamp,
    lastSignInAt: timestamp.nullable(),
    linkExpiresAt: timestamp.nullable().meta({ description: "Of an invite or reset link that was not used yet." }),
    version: z.int(),
  })
  .meta({ id: "Operator" });

export const operatorPage = pageOf(operatorRow).meta({ id: "OperatorPage" });

export const operatorLink = z
  .object({
    url: z.string().meta({ description: "Shown once; whoever opens it sets the operator's password." }),
    expiresAt: timestamp,
  })
  .meta({ id: "OperatorLink" });

export const invitedOperator = operatorRow.extend({ link: operatorLink }).meta({ id: "InvitedOperator" });

export type OperatorRow = z.infer<typeof operatorRow>;
export type OperatorLink = z.infer<typeof operatorLink>;
export type InvitedOperator = z.infer<typeof invitedOperator>;
export type OperatorQuery = z.output<typeof operatorQuery>;
