import type { ActorIdentity, ActorKind } from "#lib/domain/actor-identity.ts";
import { AppError } from "#lib/domain/app-error.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { PERMISSIONS, type Permission } from "#lib/domain/permission.ts";

interface ActorClaims extends ActorIdentity {
  role: OperatorRole | null;
  permissions: readonly Permission[];
}

/** Who asks, proven. Queries and commands take one, and only lib/auth issues them. */
export class Actor implements ActorIdentity {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly label: string;
  readonly role: OperatorRole | null;
  readonly remoteAddress: string | null;
  readonly requestId: string | null;
  // A private field makes the type nominal: an object that merely looks like an actor is not one.
  readonly #permissions: ReadonlySet<Permission>;

  private constructor(claims: ActorClaims) {
    this.kind = claims.kind;
    this.id = claims.id;
    this.label = claims.label;
    this.role = claims.role;
    this.remoteAddress = claims.remoteAddress;
    this.requestId = claims.requestId;
    this.#permissions = new Set(claims.permissions);
  }

  /** For lib/auth, which has checked the session or the key, and for test factories. */
  static issue(claims: ActorClaims): Actor {
    return new Actor(claims);
  }

  /** A command line or a process of the installation itself; `label` says which. */
  static system(label: string): Actor {
    return new Actor({
      kind: "system",
      id: null,
      label,
      role: "admin",
      permissions: PERMISSIONS,
      remoteAddress: null,
      requestId: null,
    });
  }

  can(permission: Permission): boolean {
    return this.#permissions.has(permission);
  }

  /** Throws AppError `forbidden`: the first line of every query and command. */
  require(permission: Permission): void {
    if (!this.can(permission)) throw new AppError("forbidden", `You need the permission ${permission} for this.`);
  }

  get permissions(): readonly Permission[] {
    return [...this.#permissions];
  }
}
