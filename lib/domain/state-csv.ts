import type { BusinessRow } from "./api/businesses.ts";
import type { ConnectionRow } from "./api/connections.ts";
import type { ResourceRow } from "./api/resources.ts";
import type { TaskListRow } from "./api/tasks.ts";
import type { UserRow } from "./api/users.ts";
import type { CsvColumns } from "./csv.ts";

type Owned = Pick<
  TaskListRow,
  "source" | "environment" | "businessId" | "externalId" | "displayName" | "businessStatus"
>;

const SOURCE: CsvColumns<Pick<BusinessRow, "source" | "environment">> = [
  ["source", (row) => row.source],
  ["environment", (row) => row.environment],
];

const OF_BUSINESS: CsvColumns<Owned> = [
  ...SOURCE,
  ["businessId", (row) => row.businessId],
  ["externalId", (row) => row.externalId],
  ["displayName", (row) => row.displayName],
  ["businessStatus", (row) => row.businessStatus],
];

const DERIVATION: CsvColumns<Pick<BusinessRow, "asOf" | "decidedBy" | "says">> = [
  ["asOf", (row) => row.asOf],
  ["decidedBy", (row) => list(row.decidedBy)],
  ["says", (row) => row.says],
];

const EVENTS: CsvColumns<Pick<BusinessRow, "eventCount" | "firstEventAt" | "lastEventAt">> = [
  ["eventCount", (row) => row.eventCount],
  ["firstEventAt", (row) => row.firstEventAt],
  ["lastEventAt", (row) => row.lastEventAt],
];

export const BUSINESS_COLUMNS: CsvColumns<BusinessRow> = [
  ["id", (row) => row.id],
  ...SOURCE,
  ["externalId", (row) => row.externalId],
  ["displayName", (row) => row.displayName],
  ["status", (row) => row.status],
  ["since", (row) => row.since],
  ["createdAt", (row) => row.createdAt],
  ["connections", (row) => row.connections.total],
  ["connectionStates", (row) => counts(row.connections.byState)],
  ["taskState", (row) => row.tasks?.state ?? null],
  ["taskTypes", (row) => list(row.tasks?.taskTypes ?? [])],
  ["tasksOpenSince", (row) => row.tasks?.openSince ?? null],
  ...EVENTS,
  ["eventsAfterDeactivation", (row) => row.lateActivity?.count ?? 0],
  ...DERIVATION,
];

export const CONNECTION_COLUMNS: CsvColumns<ConnectionRow> = [
  ...OF_BUSINESS,
  ["accountId", (row) => row.accountId],
  ["accountKind", (row) => row.accountKind],
  ["state", (row) => row.state],
  ["since", (row) => row.since],
  ["lastSyncAt", (row) => row.lastSyncAt],
  ["endedBy", (row) => row.endedBy],
  ["problemSince", (row) => row.problemSince],
  ["recoveredAt", (row) => row.recoveredAt],
  ["recoveredBy", (row) => row.recoveredBy],
  ["alsoUnder", (row) => list(row.alsoUnder)],
  ["reconnectTaskOpen", (row) => row.reconnectTask?.isOpen ?? null],
  ["lastReminderAt", (row) => row.reconnectTask?.lastReminderAt ?? null],
  ["mismatch", (row) => row.mismatch],
  ...DERIVATION,
  ["observation", (row) => row.observation?.says ?? null],
];

export const TASK_COLUMNS: CsvColumns<TaskListRow> = [
  ...OF_BUSINESS,
  ["state", (row) => row.state],
  ["taskTypes", (row) => list(row.taskTypes)],
  ["openSince", (row) => row.openSince],
  ["lastReminderAt", (row) => row.lastReminderAt],
  ["completedAt", (row) => row.completedAt],
  ["previousCompletedAt", (row) => row.previousCompletedAt],
  ["rounds", (row) => row.turnaround?.rounds ?? 0],
  ["turnaroundP50Seconds", (row) => row.turnaround?.p50Seconds ?? null],
  ["turnaroundP90Seconds", (row) => row.turnaround?.p90Seconds ?? null],
  ...DERIVATION,
  ["observation", (row) => row.observation?.says ?? null],
];

export const USER_COLUMNS: CsvColumns<UserRow> = [
  ["id", (row) => row.id],
  ...SOURCE,
  ["displayName", (row) => row.displayName],
  ["businessId", (row) => row.business?.id ?? null],
  ["businessName", (row) => row.business?.displayName ?? null],
  ["resources", (row) => counts(row.resources)],
  ["openErrors", (row) => row.openErrors],
  ...EVENTS,
];

export const RESOURCE_COLUMNS: CsvColumns<ResourceRow> = [
  ...SOURCE,
  ["userId", (row) => row.userId],
  ["displayName", (row) => row.displayName],
  ["resource", (row) => row.resource],
  ["resourceId", (row) => row.resourceId],
  ["status", (row) => row.status],
  ["message", (row) => row.message],
  ["fix", (row) => row.fix],
  ["certainty", (row) => row.certainty],
  ["alsoReceived", (row) => row.alsoReceived.map(({ status }) => status).join(" ")],
  ["hasOpenError", (row) => row.hasOpenError],
  ["firstReceivedAt", (row) => row.firstReceivedAt],
  ["statusSince", (row) => row.statusSince],
  ["lastReceivedAt", (row) => row.lastReceivedAt],
  ["decidedBy", (row) => list(row.decidedBy)],
  ["says", (row) => row.says],
  ["observation", (row) => row.observation?.says ?? null],
];

function list(parts: readonly string[]): string {
  return parts.join(" ");
}

function counts(byName: Readonly<Record<string, number>>): string {
  return Object.entries(byName)
    .map(([name, count]) => `${name}: ${count}`)
    .join("; ");
}
