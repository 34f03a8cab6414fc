import * as z from "zod";
import { isOperatorRole } from "#lib/domain/operator-role.ts";
import { isPermission } from "#lib/domain/permission.ts";

const scope = z
  .string()
  .max(64)
  .refine((text) => isOperatorRole(text) || isPermission(text), "is neither a role nor a permission.");

export const apiKeyInput = z.strictObject({
  name: z.string().trim().min(1, "Enter a name.").max(120),
  scopes: z.array(scope).min(1, "Choose at least one scope.").max(64),
  expiresAt: z.iso.datetime().optional(),
});

export type ApiKeyInput = z.output<typeof apiKeyInput>;
