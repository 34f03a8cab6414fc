import type { NoticeContent, NoticeKind } from "#lib/domain/state/notice.ts";
import { memberText, noticeOf } from "./notice-content.ts";
import type { NotedEvent } from "./provider.ts";

/** The documented types and no others: state is not made of a type whose meaning is a guess. */
const KINDS: ReadonlyMap<string, NoticeKind> = new Map([
  ["documents.created", "resource_created"],
  ["documents.updated", "resource_updated"],
  ["paymentMethods.created", "resource_created"],
  ["taxes.updated", "resource_updated"],
  ["taxPayments.created", "resource_created"],
  ["taxPayments.updated", "resource_updated"],
  ["users.updated", "resource_updated"],
]);

/** What an Abound event says about its user. The type names the resource: it is the catalogue's, whatever the body spells. */
export function readAboundNotice(event: NotedEvent): NoticeContent | null {
  const { type, userId, subject, flags, payload } = event;
  if (userId === null) return null;
  const kind = flags.includes("unparsed") ? undefined : KINDS.get(type);
  const resource = type.slice(0, type.indexOf("."));
  // Taxes are kept by year and may come without an id; a user has one set of them then.
  const resourceId = subject ?? (resource === "taxes" ? "" : null);
  if (kind === undefined || resourceId === null) return noticeOf("activity", { userId });
  return noticeOf(kind, {
    userId,
    resource,
    resourceId,
    status: memberText(payload, "resourceStatus"),
    message: memberText(payload, "resourceMessage"),
  });
}
