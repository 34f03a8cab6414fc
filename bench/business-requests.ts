import { createRandom } from "#lib/simulator/random.ts";
import { DAY, MILLISECOND, MINUTE } from "#lib/simulator/truth/moment.ts";
import { createScribe } from "#lib/simulator/truth/scribe.ts";
import type { StoryKeys } from "#lib/simulator/truth/sign-story-event.ts";
import { storyRequests } from "./story-requests.ts";

const BUSINESS_ID = "biz_with_many_events";
const ACCOUNTS = 5;
const DUPLICATES = 0;

/** Requests with so many events of one business: syncs of its accounts, with an expiry or a task digest now and then. */
export function businessRequests(count: number, keys: StoryKeys): { businessId: string; requests: Buffer[] } {
  const random = createRandom(BUSINESS_ID);
  const scribe = createScribe("afterwards", random);
  const content = { business_id: BUSINESS_ID };
  const startAt = Date.now() * MILLISECOND - 120 * DAY;
  scribe.asset("BUSINESS_CREATED", { ...content, business_external_id: "ext-many" }, startAt);
  for (let index = 1; index < count; index += 1) {
    const at = startAt + index * 30 * MINUTE;
    const account = { ...content, account_id: `lni_${index % ACCOUNTS}` };
    if (index % 50 === 0) scribe.untimed("TASK_REQUEST", { ...content, task_types: ["request_receipt"] }, at);
    else scribe.asset(index % 97 === 0 ? "PLAID_ACCOUNT_EXPIRED" : "PLAID_TRANSACTIONS_SYNCED", account, at);
  }
  return { businessId: BUSINESS_ID, requests: storyRequests(scribe.events, DUPLICATES, keys, random) };
}
