import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import type { Environment } from "#lib/domain/environment.ts";
import type { WorkFacts } from "#lib/domain/work-facts.ts";
import { describeWork } from "#lib/domain/work-item.ts";
import { WORK_KINDS, type WorkKind } from "#lib/domain/work-kind.ts";

/** A row of `workItems` beside its names, as the database returns it. */
export type WorkRecord = {
  kind: WorkKind;
  subject_kind: ObservedKind;
  ids: string[];
  business_id: string | null;
  external_id: string | null;
  account_id: string | null;
  user_id: string | null;
  resource: string | null;
  resource_id: string | null;
  since: Date;
  since_text: string;
  decided_by: string[];
  state_now: string | null;
  facts: object;
  item_key: string;
  slug: string;
  source_name: string;
  environment: Environment;
  is_urgent: boolean;
  display_name: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  note: string | null;
  noted_by: string | null;
  is_snoozed: boolean;
  snoozed_until: Date | null;
  has_changed_since_note: boolean;
  version: number;
  annotated_at: Date | null;
  annotated_by: string | null;
  observation_id: string | null;
};

export function toWorkItem(record: WorkRecord, observations: ReadonlyMap<string, ObservationRow>, now: Date): WorkItem {
  const since = record.since.toISOString();
  // The facts are what the statement builds for the kind beside them.
  const facts = { kind: record.kind, since, ...record.facts } as WorkFacts;
  return {
    key: record.item_key,
    kind: record.kind,
    isUrgent: WORK_KINDS[record.kind].isUrgent,
    ...describeWork(facts, now),
    source: record.slug,
    sourceName: record.source_name,
    environment: record.environment,
    ...idsOf(record),
    since,
    decidedBy: record.decided_by,
    url: addressOf(record),
    subjectKind: record.subject_kind,
    subjectKey: record.ids,
    stateNow: record.state_now,
    annotation: annotationOf(record),
    observation: observations.get(record.observation_id ?? "") ?? null,
  };
}

function idsOf(record: WorkRecord) {
  return {
    businessId: record.business_id,
    externalId: record.external_id,
    displayName: record.display_name,
    accountId: record.account_id,
    userId: record.user_id,
    resource: record.resource,
    resourceId: record.resource_id,
  };
}

function annotationOf(record: WorkRecord): WorkItem["annotation"] {
  return {
    assigneeId: record.assignee_id,
    assigneeName: record.assignee_name,
    note: record.note,
    notedBy: record.noted_by,
    isSnoozed: record.is_snoozed,
    snoozedUntil: record.is_snoozed ? (record.snoozed_until?.toISOString() ?? null) : null,
    hasChangedSinceNote: record.has_changed_since_note,
    version: record.version,
    updatedAt: record.annotated_at?.toISOString() ?? null,
    updatedBy: record.annotated_by,
  };
}

function addressOf({ business_id: businessId, user_id: userId, slug }: WorkRecord): string {
  const page =
    businessId === null
      ? `/users/${encodeURIComponent(userId ?? "")}`
      : `/businesses/${encodeURIComponent(businessId)}`;
  return `${page}?source=${slug}`;
}
