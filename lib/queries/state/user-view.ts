import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import type { TypedNotice } from "#lib/domain/considered.ts";

/** A user with their resources, now or at a moment of the past. */
export interface UserView {
  readonly user: UserRow;
  readonly resources: readonly ResourceRow[];
  /** What these states were made of: at least what is shown of it. */
  readonly notices: readonly TypedNotice[];
  readonly observations: readonly ObservationRow[];
}
