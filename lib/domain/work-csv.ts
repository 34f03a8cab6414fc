import type { WorkItem } from "./api/work.ts";
import type { CsvColumns } from "./csv.ts";

export const WORK_COLUMNS: CsvColumns<WorkItem> = [
  ["key", (item) => item.key],
  ["kind", (item) => item.kind],
  ["isUrgent", (item) => item.isUrgent],
  ["title", (item) => item.title],
  ["todo", (item) => item.todo],
  ["since", (item) => item.since],
  ["source", (item) => item.source],
  ["environment", (item) => item.environment],
  ["businessId", (item) => item.businessId],
  ["externalId", (item) => item.externalId],
  ["displayName", (item) => item.displayName],
  ["accountId", (item) => item.accountId],
  ["userId", (item) => item.userId],
  ["resource", (item) => item.resource],
  ["resourceId", (item) => item.resourceId],
  ["assignee", (item) => item.annotation.assigneeName],
  ["note", (item) => item.annotation.note],
  ["changedSinceNote", (item) => item.annotation.hasChangedSinceNote],
  ["isSnoozed", (item) => item.annotation.isSnoozed],
  ["snoozedUntil", (item) => item.annotation.snoozedUntil],
  ["checkedAtProvider", (item) => item.observation?.says ?? null],
  ["decidedBy", (item) => item.decidedBy.join(" ")],
];
