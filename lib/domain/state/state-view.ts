import { businessState } from "./business-state.ts";
import { connectionState } from "./connection-state.ts";
import type { Notice } from "./notice.ts";
import type { StateSubject } from "./register.ts";
import { resourceState } from "./resource-state.ts";
import { taskListState } from "./task-list-state.ts";

/** One register's state as far as an event can change it. */
export interface StateView {
  /** In the words of the API; null when there is none yet. */
  readonly state: string | null;
  /** What else is kept beside the state, by name. */
  readonly details: Readonly<Record<string, string | null>>;
  readonly decidedBy: readonly string[];
}

const NOTHING: StateView = { state: null, details: {}, decidedBy: [] };

const VIEWS = {
  business: (notices) => {
    const { status, createdAt, externalId, decidedBy } = businessState(notices);
    return { state: status, details: { "external id": externalId, "creation time": createdAt }, decidedBy };
  },
  connection: (notices) => {
    const { state, lastSyncAt, decidedBy } = connectionState(notices);
    return { state, details: { "last sync": lastSyncAt }, decidedBy };
  },
  task_list: (notices) => {
    const list = taskListState(notices);
    if (list === null) return NOTHING;
    const { state, taskTypes, lastReminderAt, completedAt, decidedBy } = list;
    const details = { "task list": taskTypes.join(", "), "last reminder": lastReminderAt, completion: completedAt };
    return { state, details, decidedBy };
  },
  resource: (notices) => {
    const resource = resourceState(notices);
    if (resource === null) return NOTHING;
    const { status, message, alsoReceived, lastReceivedAt, decidedBy } = resource;
    const also = alsoReceived.map((each) => `${each.status} ${each.message ?? ""}`).join(", ");
    const details = {
      message,
      "statuses that may be true": also,
      "last receipt": status === null ? lastReceivedAt : null,
    };
    return { state: status ?? "no_status", details, decidedBy };
  },
} satisfies Record<StateSubject, (notices: readonly Notice[]) => StateView>;

/** `notices` of one register. */
export function stateView(subject: StateSubject, notices: readonly Notice[]): StateView {
  return notices.length === 0 ? NOTHING : VIEWS[subject](notices);
}
