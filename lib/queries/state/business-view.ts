import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import type { TypedNotice } from "#lib/domain/considered.ts";

/** A business with what belongs to it, now or at a moment of the past. */
export interface BusinessView {
  readonly business: BusinessRow;
  readonly externalIds: readonly string[];
  readonly connections: readonly ConnectionRow[];
  readonly taskList: TaskListRow | null;
  /** What these states were made of: at least what is shown of it. */
  readonly notices: readonly TypedNotice[];
  readonly observations: readonly ObservationRow[];
}
