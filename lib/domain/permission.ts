import type { OperatorRole } from "./operator-role.ts";

const VIEWER = [
  "overview:read",
  "event:read",
  "payload:read",
  "request:read",
  "source:read",
  "destination:read",
  "delivery:read",
  "replay:read",
  "state:read",
  "stream:read",
] as const;

const OPERATOR = [
  "request:accept",
  "source:toggle",
  "destination:pause",
  "destination:test",
  "delivery:write",
  "replay:start",
  "directory:write",
  "work:write",
  "projection:write",
  "metrics:read",
  "notification:read",
] as const;

const ADMIN = [
  "source:write",
  "destination:write",
  "operator:read",
  "operator:write",
  "audit:read",
  "api-key:read",
  "api-key:write",
  "notification:write",
] as const;

export const PERMISSIONS = [...VIEWER, ...OPERATOR, ...ADMIN] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Each role can do what the one before it can, and more. */
export const ROLE_PERMISSIONS = {
  viewer: VIEWER,
  operator: [...VIEWER, ...OPERATOR],
  admin: PERMISSIONS,
} satisfies Record<OperatorRole, readonly Permission[]>;

export function isPermission(value: string): value is Permission {
  return (PERMISSIONS as readonly string[]).includes(value);
}
