import { OPERATOR_ROLES } from "./operator-role.ts";
import { ROLE_PERMISSIONS } from "./permission.ts";

/** The roles of those whom work can be given to: they may write it. */
export const ASSIGNABLE_ROLES = OPERATOR_ROLES.filter((role) =>
  (ROLE_PERMISSIONS[role] as readonly string[]).includes("work:write"),
);
