import * as z from "zod";
import { isKeepableTime } from "#lib/domain/keepable-time.ts";
import { isOperatorRole } from "#lib/domain/operator-role.ts";
import { isPermission } from "#lib/domain/permission.ts";
import { nameInput } from "./text-input.ts";

const scope = z
  .string()
  .max(64)
  .refine((text) => isOperatorRole(text) || isPermission(text), "is neither a role nor a permission.");

export const apiKeyInput = z.strictObject({
  name: nameInput,
  scopes: z.array(scope).min(1, "Choose at least one scope.").max(64),
  expiresAt: z.iso.datetime().refine(isKeepableTime, "Use a time between the years 1 and 9999.").optional(),
});

export type ApiKeyInput = z.output<typeof apiKeyInput>;
