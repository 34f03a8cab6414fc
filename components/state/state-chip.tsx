import { BusinessStatus } from "#components/businesses/business-status.tsx";
import { ConnectionState } from "#components/connections/connection-state.tsx";
import { ResourceStatus } from "#components/resources/resource-status.tsx";
import { TaskState } from "#components/tasks/task-state.tsx";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { CONNECTION_STATES } from "#lib/domain/state/connection-state.ts";
import type { StateSubject } from "#lib/domain/state/register.ts";
import { TASK_LIST_STATES } from "#lib/domain/state/task-list-state.ts";

interface Props {
  subject: StateSubject;
  /** In the words of the API. */
  state: string;
}

/** Any state as colour, icon and word. */
export function StateChip({ subject, state }: Props) {
  if (subject === "business" && isOneOf(BUSINESS_STATUSES, state)) return <BusinessStatus status={state} />;
  if (subject === "connection" && isOneOf(CONNECTION_STATES, state)) return <ConnectionState state={state} />;
  if (subject === "task_list" && isOneOf(TASK_LIST_STATES, state)) return <TaskState state={state} />;
  return <ResourceStatus status={state === "no_status" ? null : state} />;
}

function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
  return (words as readonly string[]).includes(text);
}
