import { instantOf } from "#lib/domain/instant.ts";
import { businessState } from "#lib/domain/state/business-state.ts";
import { connectionState } from "#lib/domain/state/connection-state.ts";
import { effectiveTime } from "#lib/domain/state/effective-time.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { resourceState } from "#lib/domain/state/resource-state.ts";
import { taskListState } from "#lib/domain/state/task-list-state.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import type { FoundState } from "#lib/simulator/truth/compare-truth.ts";
import { MILLISECOND } from "#lib/simulator/truth/moment.ts";
import type { StoryEvent } from "#lib/simulator/truth/story-event.ts";
import { type Receipts, receiptOf } from "#lib/simulator/truth/truth.ts";
import { wireJson } from "#lib/simulator/wire-json.ts";
import { foundBusiness, foundConnection, foundResource, foundTaskList, foundUser } from "./found-state.ts";

/** What the rules of state say of a story: read as the providers' events are, without a database between. */
export function foldStory(events: readonly StoryEvent[], receipts: Receipts): FoundState[] {
  const notices = events.flatMap((event) => noticeOf(event, receipts) ?? []);
  const about = (idsOf: (notice: Notice) => readonly (string | null)[]) => groups(notices, idsOf);
  return [
    ...about(({ businessId }) => [businessId]).flatMap(([[id = ""], own]) => [
      foundBusiness(id, { ...businessState(own), eventCount: own.length, lateActivityCount: lateActivity(own) }),
      ...present(taskListState(own), (state) => foundTaskList(id, state)),
    ]),
    ...about(({ businessId, accountId }) => [businessId, accountId]).map(([[id = "", accountId = ""], own]) =>
      foundConnection([id, accountId], connectionState(own)),
    ),
    ...about(({ userId }) => [userId]).map(([[id = ""], own]) => foundUser(id, own.length)),
    ...about(({ userId, resource, resourceId }) => [userId, resource, resourceId]).flatMap(([ids, own]) =>
      present(resourceState(own), (state) => foundResource(ids, state)),
    ),
  ];
}

function noticeOf({ provider, key, body }: StoryEvent, receipts: Receipts): Notice | null {
  const receipt = receiptOf(receipts, key);
  const receivedAt = new Date(receipt.at / MILLISECOND);
  const text = Buffer.from(wireJson(body, "compact"));
  const adapter = findProvider(provider);
  const headers: [string, string][] = [["asset-id", key]];
  const facts = adapter.readFacts({ headers, body: text, text, receivedAt });
  const payload: unknown = facts.payloadJson === null ? null : JSON.parse(facts.payloadJson);
  const content = adapter.readNotice({ ...facts, payload });
  if (content === null) return null;
  const seenAt = instantOf(receivedAt);
  return { ...content, ...effectiveTime(facts.occurredAt, seenAt), eventId: receipt.eventId, seenAt };
}

function lateActivity(notices: readonly Notice[]): number {
  const { status, since } = businessState(notices);
  const isLate = ({ kind, at }: Notice) => /^(account|tasks)_/.test(kind) && since !== null && at > since;
  return status === "inactive" ? notices.filter(isLate).length : 0;
}

type Group = readonly [ids: readonly string[], notices: readonly Notice[]];

/** The notices that name all of the ids, by them. */
function groups(notices: readonly Notice[], idsOf: (notice: Notice) => readonly (string | null)[]): Group[] {
  const byName = new Map<string, { ids: string[]; own: Notice[] }>();
  for (const notice of notices) {
    const ids = idsOf(notice).filter((id) => id !== null);
    if (ids.length < idsOf(notice).length) continue;
    const group = byName.get(ids.join("\n")) ?? { ids, own: [] };
    group.own.push(notice);
    byName.set(ids.join("\n"), group);
  }
  return [...byName.values()].map(({ ids, own }) => [ids, own]);
}

function present<Value, Found>(value: Value | null, read: (value: Value) => Found): Found[] {
  return value === null ? [] : [read(value)];
}
