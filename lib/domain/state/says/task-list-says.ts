import type { TaskListState } from "#lib/domain/state/task-list-state.ts";
import { taskTypeWords } from "#lib/domain/task-type.ts";
import { joinWords } from "./join-words.ts";
import { momentText } from "./moment-text.ts";

/** The state in a sentence, with what is not known. */
export function taskListSays(list: TaskListState): string {
  const merged = list.isMerged && list.state !== "completed" ? " Two lists arrived within 5 min; showing both." : "";
  return `${stateSays(list)}${merged}`;
}

function stateSays({ state, taskTypes, openSince, lastReminderAt, completedAt }: TaskListState): string {
  switch (state) {
    case "open": {
      const types = taskTypes.length === 0 ? "a list that names no task" : joinWords(taskTypes.map(taskTypeWords));
      const since = openSince === null ? "" : ` since ${momentText(openSince)} or earlier`;
      const reminder =
        lastReminderAt === openSince || lastReminderAt === null
          ? ""
          : ` Last reminder ${momentText(lastReminderAt, "minute", openSince)}.`;
      return `Open${since}: ${types}.${reminder}`;
    }
    case "completed":
      return completedAt === null ? "Completed." : `Completed ${momentText(completedAt)}.`;
    case "open_or_completed": {
      const arrived = lastReminderAt === null ? "" : ` (arrived ${momentText(lastReminderAt, "second")})`;
      const completed = completedAt === null ? "" : ` (${momentText(completedAt, "second", lastReminderAt)})`;
      return `A task list${arrived} and a completion${completed} crossed. Order not known — kept open.`;
    }
    default:
      return state satisfies never;
  }
}
