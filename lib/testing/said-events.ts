import type { TestEvent } from "./test-events.ts";

type Said = Partial<Omit<TestEvent, "type" | "payloadJson">> & { sourceId: string };

/** An Asset event about a business, as a door would store it; `at` is the provider's own time. */
export function assetEvent(
  type: string,
  businessId: string,
  {
    at = null,
    accountId,
    taskTypes,
    ...given
  }: Said & { at?: string | null; accountId?: string; taskTypes?: string[] },
): TestEvent {
  const content = { business_id: businessId, account_id: accountId, task_types: taskTypes, timestamp: at ?? undefined };
  const body = JSON.stringify({ type, content });
  const subject = accountId ?? businessId;
  return { type, businessId, subject, occurredAt: at, occurredAtText: at, body, payloadJson: body, ...given };
}

/** An Abound event about a user's resource, as a door would store it. */
export function aboundEvent(
  type: string,
  userId: string,
  { resourceId, status, message, ...given }: Said & { resourceId: string; status?: string; message?: string },
): TestEvent {
  const body = JSON.stringify({ event: type, userId, resourceId, resourceStatus: status, resourceMessage: message });
  return { type, userId, subject: resourceId, body, payloadJson: body, ...given };
}
