import type { BusinessState } from "#lib/domain/state/business-state.ts";
import type { ConnectionState } from "#lib/domain/state/connection-state.ts";
import type { ResourceState } from "#lib/domain/state/resource-state.ts";
import type { TaskListState } from "#lib/domain/state/task-list-state.ts";
import type { FoundState } from "#lib/simulator/truth/compare-truth.ts";

type BusinessFacts = Pick<BusinessState, "status" | "since" | "createdAt" | "externalId" | "externalIds">;

type BusinessCounts = { eventCount: number; lateActivityCount: number };

export function foundBusiness(businessId: string, state: BusinessFacts & BusinessCounts): FoundState {
  const { status, since, createdAt, externalId, externalIds, eventCount, lateActivityCount } = state;
  const facts = { status, since, createdAt, externalId, externalIds, eventCount, lateActivityCount };
  return { kind: "business", ids: [businessId], isDoubtful: status === "unclear", facts };
}

type ConnectionFacts = Omit<ConnectionState, "asOf" | "decidedBy" | "lastSeenAt">;

export function foundConnection(ids: readonly string[], connection: ConnectionFacts): FoundState {
  const { state, since, lastSyncAt, candidates, problem, problemSince, recoveredAt, recoveredBy } = connection;
  const facts = { state, since, lastSyncAt, candidates, problem, problemSince, recoveredAt, recoveredBy };
  const isDoubtful = state === "unclear" || state === "probably_reconnected";
  return { kind: "connection", ids, isDoubtful, facts };
}

type TaskListFacts = Pick<
  TaskListState,
  "state" | "taskTypes" | "isMerged" | "openSince" | "lastReminderAt" | "completedAt" | "previousCompletedAt"
>;

export function foundTaskList(businessId: string, list: TaskListFacts): FoundState {
  const { state, taskTypes, isMerged, openSince, lastReminderAt, completedAt, previousCompletedAt } = list;
  const facts = { state, taskTypes, isMerged, openSince, lastReminderAt, completedAt, previousCompletedAt };
  return { kind: "task_list", ids: [businessId], isDoubtful: state === "open_or_completed" || isMerged, facts };
}

export function foundUser(userId: string, eventCount: number): FoundState {
  return { kind: "user", ids: [userId], isDoubtful: false, facts: { eventCount } };
}

type ResourceFacts = Pick<
  ResourceState,
  "status" | "message" | "certainty" | "alsoReceived" | "hasOpenError" | "lastReceivedAt"
>;

export function foundResource(ids: readonly string[], resource: ResourceFacts): FoundState {
  const { status, message, certainty, alsoReceived, hasOpenError, lastReceivedAt } = resource;
  const also = alsoReceived.map((each) => (each.message === null ? each.status : `${each.status} ${each.message}`));
  const facts = { status, message, certainty, also: also.sort(), hasOpenError, lastReceivedAt };
  const isDoubtful = certainty === "several_received" || certainty === "unclear";
  return { kind: "resource", ids, isDoubtful, facts };
}
