/** What needs a person. `label` names the items in a filter, `isUrgent` puts them before the others. */
export const WORK_KINDS = {
  connection_expired: { label: "Connection expired", isUrgent: true },
  payment_error: { label: "Tax payment in error", isUrgent: true },
  document_error: { label: "Document in error", isUrgent: true },
  tasks_open: { label: "Tasks open", isUrgent: false },
  payment_stuck: { label: "Tax payment not submitted", isUrgent: false },
  no_connection: { label: "No connection yet", isUrgent: false },
  late_activity: { label: "Activity after deactivation", isUrgent: false },
  unclear: { label: "Unclear", isUrgent: false },
} as const;

export type WorkKind = keyof typeof WORK_KINDS;

/** From when on state needs a person. */
export const WORK_LIMITS = {
  tasksOpenDays: 7,
  paymentStuckHours: 48,
  noConnectionAfterDays: 1,
  /** A business that came without a connection longer ago than this is nobody's onboarding any more. */
  noConnectionUntilDays: 30,
} as const;
