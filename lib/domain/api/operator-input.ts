import * as z from "zod";
import { normalEmail } from "#lib/domain/normal-email.ts";
import { OPERATOR_ROLES } from "#lib/domain/operator-role.ts";

export const emailField = z
  .string()
  .max(254, "An e-mail address has at most 254 characters.")
  .transform(normalEmail)
  .pipe(z.email("Enter an e-mail address."));
export const operatorNameField = z.string().trim().min(1, "Enter a name.").max(120);
const role = z.enum(OPERATOR_ROLES, `Choose one of ${OPERATOR_ROLES.join(", ")}.`);

export const operatorInput = z.strictObject({ email: emailField, name: operatorNameField, role });

/** One change at a time is usual; with `version` it is refused when somebody else was faster. */
export const operatorPatchInput = z
  .strictObject({
    version: z.int().positive().optional(),
    role: role.optional(),
    status: z.enum(["active", "disabled"]).optional(),
  })
  .refine((given) => given.role !== undefined || given.status !== undefined, "Say what to change: role or status.");

export type OperatorInput = z.output<typeof operatorInput>;
export type OperatorPatchInput = z.output<typeof operatorPatchInput>;
