import { Actor } from "#lib/auth/actor.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { ROLE_PERMISSIONS } from "#lib/domain/permission.ts";
import { newId } from "#lib/platform/ids.ts";

/** An operator who exists only in this test; no row stands behind it. */
export function testActor(role: OperatorRole): Actor {
  return Actor.issue({
    kind: "operator",
    id: newId(),
    label: `${role}@example.test`,
    role,
    permissions: ROLE_PERMISSIONS[role],
    remoteAddress: null,
    requestId: newId(),
  });
}
