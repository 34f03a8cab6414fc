import * as z from "zod";
import { OPERATOR_ROLES } from "#lib/domain/operator-role.ts";

export const sessionInfo = z
  .object({
    kind: z.enum(["operator", "api_key", "system"]),
    id: z.string().nullable(),
    label: z.string(),
    name: z.string(),
    role: z.enum(OPERATOR_ROLES).nullable(),
    permissions: z.array(z.string()),
  })
  .meta({ id: "Session" });

export const passwordInput = z.strictObject({
  currentPassword: z.string().min(1, "Enter your current password."),
  newPassword: z.string(),
});

export type SessionInfo = z.infer<typeof sessionInfo>;
export type PasswordInput = z.output<typeof passwordInput>;
