import { createHash } from "node:crypto";
import type { NoticeRow } from "#lib/db/state/insert-notices.ts";
import type { ProjectableEvent } from "#lib/db/state/projectable-event.ts";
import { effectiveTime } from "#lib/domain/state/effective-time.ts";
import type { NoticeContent } from "#lib/domain/state/notice.ts";
import { twinOf } from "#lib/domain/state/twin.ts";
import { findProvider } from "#lib/providers/find-provider.ts";

/** What events said whose bodies are gone, by event. */
export type KeptContents = ReadonlyMap<string, NoticeContent>;

/** What an event says, as a row; null when it names neither a business nor a user. */
export function readNotice(event: ProjectableEvent, kept: KeptContents): NoticeRow | null {
  const content = (event.has_body ? undefined : kept.get(event.id)) ?? readContent(event);
  return content === null ? null : toRow(event, content);
}

function readContent(event: ProjectableEvent): NoticeContent | null {
  return findProvider(event.provider).readNotice({
    type: event.type,
    businessId: event.business_id,
    externalId: event.external_id,
    userId: event.user_id,
    subject: event.subject,
    // Without its body an event still shows that its business was active; of what it said nothing is left.
    flags: event.has_body ? event.flags : [...event.flags, "unparsed"],
    payload: event.payload,
  });
}

function toRow(event: ProjectableEvent, content: NoticeContent): NoticeRow {
  const { at, isTimed } = effectiveTime(event.occurred_at, event.received_at);
  const twin = twinOf({ ...content, at, isTimed }, event.type, event.source_id);
  return {
    event_id: event.id,
    source_id: event.source_id,
    kind: content.kind,
    business_id: content.businessId,
    external_id: content.externalId,
    account_id: content.accountId,
    task_types: [...content.taskTypes],
    user_id: content.userId,
    resource: content.resource,
    resource_id: content.resourceId,
    status: content.status,
    message: content.message,
    at,
    is_timed: isTimed,
    seen_at: event.received_at,
    twin_key: twin === null ? null : `\\x${createHash("sha256").update(twin.key).digest("hex")}`,
    twin_within_ms: twin?.withinMs ?? null,
  };
}
