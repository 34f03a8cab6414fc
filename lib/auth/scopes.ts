import { isOperatorRole, OPERATOR_ROLES, type OperatorRole } from "#lib/domain/operator-role.ts";
import { isPermission, type Permission, ROLE_PERMISSIONS } from "#lib/domain/permission.ts";

/** What an API key may do. A scope is a permission or a role's name; one that this version does not know grants nothing. */
export function grantedByScopes(scopes: readonly string[]): { role: OperatorRole | null; permissions: Permission[] } {
  const roles = scopes.filter(isOperatorRole);
  const permissions = [...roles.flatMap((role) => [...ROLE_PERMISSIONS[role]]), ...scopes.filter(isPermission)];
  const role = OPERATOR_ROLES.findLast((candidate) => roles.includes(candidate)) ?? null;
  return { role, permissions: [...new Set(permissions)] };
}
