import type { Assignee } from "#lib/domain/api/assignees.ts";

/** Who is looking at the queue, and whom they may give work to. */
export interface WorkPeople {
  canWrite: boolean;
  /** The operator who is signed in. */
  ownId: string | null;
  /** Empty for those who may only look. */
  assignees: readonly Assignee[];
}
