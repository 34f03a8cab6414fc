import { Status } from "#components/ui/status.tsx";
import type { TaskListStateName } from "#lib/domain/state/task-list-state.ts";
import { TASK_LOOKS } from "./task-looks.ts";

interface Props {
  state: TaskListStateName;
  /** The state in a sentence, on hover. */
  says?: string;
  variant?: "soft" | "plain";
}

export function TaskState({ state, says, variant }: Props) {
  return (
    <span title={says}>
      <Status look={TASK_LOOKS[state]} {...(variant === undefined ? {} : { variant })} />
    </span>
  );
}
