import { CircleCheck, CircleQuestionMark, Hourglass } from "lucide-react";
import type { StatusLook } from "#components/ui/status.tsx";
import type { TaskListStateName } from "#lib/domain/state/task-list-state.ts";

export const TASK_LOOKS = {
  open: { tone: "accent", icon: Hourglass, label: "open" },
  completed: { tone: "ok", icon: CircleCheck, label: "completed" },
  open_or_completed: { tone: "warn", icon: CircleQuestionMark, label: "open or completed" },
} satisfies Record<TaskListStateName, StatusLook>;
